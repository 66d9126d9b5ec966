import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { FSDriver } from 'flydrive/drivers/fs'
import type { WriteOptions } from 'flydrive/types'

/** Folder of files that are being written, within that of the disk: a name can change only inside one file system. */
export const UNFINISHED = '.unfinished'

/**
 * A folder as a disk, whose files appear whole or not at all, as on S3: other processes serve them while this one writes.
 *
 * @example
 * new Disk(new WholeFileDriver({ location: '/srv/storage', visibility: 'private' }))
 */
export class WholeFileDriver extends FSDriver {
  override put(key: string, contents: string | Uint8Array, options?: WriteOptions): Promise<void> {
    return this.#appear(key, (path) => writeFile(path, contents, { signal: options?.signal }))
  }

  override putStream(key: string, contents: Readable, options?: WriteOptions): Promise<void> {
    return this.#appear(key, (path) => pipeline(contents, createWriteStream(path), { signal: options?.signal }))
  }

  /** Writes beside the file, then gives it its name. */
  async #appear(key: string, write: (path: string) => Promise<void>): Promise<void> {
    const { location } = this.options
    const root = typeof location === 'string' ? location : fileURLToPath(location)
    const unfinished = join(root, UNFINISHED, randomUUID())
    const target = join(root, key)
    await mkdir(dirname(unfinished), { recursive: true })
    await mkdir(dirname(target), { recursive: true })
    try {
      await write(unfinished)
      await rename(unfinished, target)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }
}
