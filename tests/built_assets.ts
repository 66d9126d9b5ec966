import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCES = [
  'resources/**/*.*',
  'plugins/*/views/**/*.edge',
  'plugins/*/assets/**/*.*',
  'vite.config.ts',
  'package-lock.json',
]

/**
 * Tests see the scripts and styles that visitors get, so they are built when their sources changed. Before the
 * application is made: it looks for the list of built files once, when it boots.
 */
export async function buildAssetsWhenStale(appRoot: URL): Promise<void> {
  const root = fileURLToPath(appRoot)
  const manifest = join(root, 'public/assets/.vite/manifest.json')
  const built = statSync(manifest, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = globSync(SOURCES, { cwd: root }).map((path) => statSync(join(root, path)).mtimeMs)
  if (Math.max(...sources) <= built) return
  const { build } = await import('vite')
  await build({ root, logLevel: 'error' })
}
