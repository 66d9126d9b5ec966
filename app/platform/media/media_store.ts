import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import type { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** A stored file, ready to be sent. */
export interface StoredFile {
  byteSize: number
  stream: () => Promise<Readable>
}

/** A file that lies on the disk, with the time of its writing. */
export interface ListedFile {
  path: string
  at: Date
}

/**
 * @param parts - what makes the content one of its kind
 * @returns 40 hexadecimal digits, the first 160 bits of SHA-256: the same content always has the same key, and nobody
 *   guesses that of a content they do not have
 */
export function contentKey(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 40)
}

/** The disk of uploads and of what is made of them, in the few ways that media use it. */
export class MediaStore {
  readonly #disk: Disk

  /** @param disk - a folder or a bucket; files in it appear whole or not at all */
  constructor(disk: Disk) {
    this.#disk = disk
  }

  /** True when the disk is a folder, so that only the site itself can write into it. */
  get isFolder(): boolean {
    return this.#disk.driver instanceof FSDriver
  }

  /**
   * @param path - within the disk
   * @param bytes - the whole file
   * @param contentType - for whoever reads the disk by other ways
   */
  async put(path: string, bytes: Uint8Array, contentType: string): Promise<void> {
    await this.#disk.put(path, bytes, { contentType })
  }

  /**
   * @param path - within the disk
   * @param contents - the file, as it arrives
   */
  async putStream(path: string, contents: Readable): Promise<void> {
    await this.#disk.putStream(path, contents)
  }

  /**
   * @param path - within the disk
   * @returns null when nothing lies there
   */
  async find(path: string): Promise<StoredFile | null> {
    if (!(await this.#disk.exists(path))) return null
    const { contentLength } = await this.#disk.getMetaData(path)
    return { byteSize: contentLength, stream: () => this.#disk.getStream(path) }
  }

  /**
   * @param path - of a file that is there
   * @returns its bytes
   */
  async read(path: string): Promise<Buffer> {
    // Not `getBytes`: it gives more than the file where Node keeps several small ones in one piece of memory.
    return buffer(await this.#disk.getStream(path))
  }

  /** @param folder - goes with all that lies in it, e.g. `images/5d41…` */
  async removeFolder(folder: string): Promise<void> {
    // By the driver: the disk drops the slash, and in a bucket the name of another folder may begin the same.
    await this.#disk.driver.deleteAll(`${folder}/`)
  }

  /**
   * @param folder - e.g. `images`
   * @returns every file below it, read from the disk as far as the caller goes
   */
  async *list(folder: string): AsyncGenerator<ListedFile> {
    let paginationToken: string | undefined
    do {
      const page = await this.#disk.driver.listAll(`${folder}/`, { recursive: true, paginationToken })
      for (const entry of page.objects) {
        if (!entry.isFile) continue
        yield { path: entry.key, at: (await entry.getMetaData()).lastModified }
      }
      paginationToken = page.paginationToken
    } while (paginationToken)
  }

  /**
   * @param path - within the disk
   * @param upload - what may be written there, in which time
   * @returns an address that takes this one file by PUT; null where the site itself takes it, because the disk is a folder
   */
  async uploadAddress(path: string, upload: { contentType: string; byteSize: number; seconds: number }) {
    if (this.isFolder) return null
    const { contentType, byteSize, seconds } = upload
    return this.#disk.getSignedUploadUrl(path, { contentType, ContentLength: byteSize, expiresIn: seconds })
  }
}
