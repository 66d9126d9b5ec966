import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Tells templates of one release from those of another, so that a new one does not show what the former has rendered.
 *
 * @param folders - absolute paths of folders with templates
 * @returns a text that is the same as long as no template changes
 */
export async function templatesDigest(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const paths: string[] = []
    for await (const path of glob('**/*.edge', { cwd: folder })) paths.push(path)
    for (const path of paths.sort()) hash.update(path).update(await readFile(join(folder, path)))
  }
  return hash.digest('base64url').slice(0, 12)
}
