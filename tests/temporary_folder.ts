import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Contents of files by their path, which is relative and has slashes. */
export type Files = Readonly<Record<string, string>>

/**
 * @param root - absolute path of a folder
 * @param files - what to write into it
 */
export async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), contents)
  }
}

/** Folders outside the project that live as long as a group of tests. */
export class TemporaryFolders {
  readonly #roots: string[] = []

  /**
   * @param files - what to write into the new folder
   * @returns its absolute path, without a trailing slash
   */
  async make(files: Files = {}): Promise<string> {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'pydotorg-test-')))
    this.#roots.push(root)
    await writeFiles(root, files)
    return root
  }

  async remove(): Promise<void> {
    for (const root of this.#roots.splice(0)) await rm(root, { recursive: true, force: true })
  }
}
