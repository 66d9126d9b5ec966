import { globSync, statSync } from 'node:fs'
import app from '@adonisjs/core/services/app'

const SOURCES = [
  'resources/**/*.*',
  'plugins/*/views/**/*.edge',
  'plugins/*/assets/**/*.*',
  'vite.config.ts',
  'package-lock.json',
]

/** Tests see the scripts and styles that visitors get, so they are built when their sources changed. */
export async function buildAssetsWhenStale(): Promise<void> {
  const manifest = app.makePath('public/assets/.vite/manifest.json')
  const built = statSync(manifest, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = globSync(SOURCES, { cwd: app.makePath() }).map((path) => statSync(app.makePath(path)).mtimeMs)
  if (Math.max(...sources) <= built) return
  const { build } = await import('vite')
  await build({ root: app.makePath(), logLevel: 'error' })
}
