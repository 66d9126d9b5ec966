import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the host or the platform. */
export interface SourceFile {
  /** Relative to the application, with slashes. */
  path: string
  text: string
}

const HOST_FILES = [
  '*.{js,ts}',
  '{app,bin,config,database,providers,start}/**/*.{js,ts}',
  'resources/**/*.{css,edge,js,ts}',
]

/**
 * @param root - absolute path of an application
 * @returns its own sources: everything that is not a plugin, a test, a document or a dependency
 */
export async function hostSources(root: string): Promise<SourceFile[]> {
  const sources: SourceFile[] = []
  for await (const path of glob(HOST_FILES, { cwd: root, exclude: ['**/node_modules/**'] })) {
    sources.push({ path: path.replaceAll('\\', '/'), text: await readFile(join(root, path), 'utf8') })
  }
  return sources.sort((a, b) => a.path.localeCompare(b.path, 'en'))
}
