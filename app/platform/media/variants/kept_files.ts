import type { MediaStore, StoredFile } from '../media_store.js'

/**
 * Files that are made when somebody first asks for them, and kept. Who asks for one that is being made waits for it.
 *
 * @example
 * await kept.fileAt('images/5d41…/small.webp', { contentType: 'image/webp', make })
 */
export class KeptFiles {
  readonly #store: MediaStore
  readonly #making = new Map<string, Promise<boolean>>()

  /** @param store - where they are kept */
  constructor(store: MediaStore) {
    this.#store = store
  }

  /**
   * @param path - within the store
   * @param file - how it is made: null when there can be none
   * @returns the file, null when there can be none
   */
  async fileAt(
    path: string,
    file: { contentType: string; make: () => Promise<Uint8Array | null> }
  ): Promise<StoredFile | null> {
    const kept = await this.#store.find(path)
    if (kept) return kept
    return (await this.#madeOnce(path, file)) ? this.#store.find(path) : null
  }

  #madeOnce(
    path: string,
    { contentType, make }: { contentType: string; make: () => Promise<Uint8Array | null> }
  ): Promise<boolean> {
    const begun = this.#making.get(path)
    if (begun) return begun
    const making = this.#make(path, contentType, make).finally(() => this.#making.delete(path))
    this.#making.set(path, making)
    return making
  }

  async #make(path: string, contentType: string, make: () => Promise<Uint8Array | null>): Promise<boolean> {
    const bytes = await make()
    if (bytes) await this.#store.put(path, bytes, contentType)
    return bytes !== null
  }
}
