import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import type { User } from '../identity/models/user.js'
import { cleanFileName } from './file_name.js'
import { readIncoming, type IncomingFile } from './incoming_file.js'
import { LIMITS } from './limits.js'
import { documentFolder, documentPath, imageFolder, originalPath } from './media_paths.js'
import { contentKey, type MediaStore, type StoredFile } from './media_store.js'
import { MediaDocument } from './models/media_document.js'
import { MediaImage } from './models/media_image.js'

/** Who sends a file; null for an import. */
export interface Sender {
  creator: Pick<User, 'id'> | null
}

/**
 * Takes uploads in and gives them up. Who may upload is decided by the policy of whoever calls. What reads images is
 * loaded with the first upload: most processes never see one.
 *
 * @example
 * const library = await app.container.make(MediaLibrary)
 * const image = await library.storeImage(request.file('logo'), { creator: ctx.auth.user })
 */
export class MediaLibrary {
  readonly #store: MediaStore

  /** @param store - where files lie */
  constructor(store: MediaStore) {
    this.#store = store
  }

  /**
   * @param file - what was sent
   * @param sender - who sent it
   * @returns the image; the one that is there when the same bytes were sent before
   * @throws UploadRefused whose message is for whoever sent it
   */
  async storeImage(file: IncomingFile, { creator }: Sender): Promise<MediaImage> {
    const sent = await readIncoming(file, LIMITS.imageBytes)
    const { checkImage } = await import('./check_image.js')
    const { bytes, extension, ...facts } = await checkImage(sent.bytes)
    const key = contentKey(bytes)
    return db.transaction(async (trx) => {
      await lockFile(key, trx)
      await this.#store.put(originalPath(key), bytes, facts.contentType)
      const name = cleanFileName(sent.name, extension)
      const row = { name, ...facts, byteSize: bytes.byteLength, creatorId: creator?.id ?? null }
      return touch(await MediaImage.firstOrCreate({ key }, row, { client: trx }))
    })
  }

  /**
   * @param file - what was sent
   * @param sender - who sent it
   * @returns the document; the one that is there when the same bytes were sent before under the same name
   * @throws UploadRefused whose message is for whoever sent it
   */
  async storeDocument(file: IncomingFile, { creator }: Sender): Promise<MediaDocument> {
    const { name: given, bytes } = await readIncoming(file, LIMITS.documentBytes)
    const { documentKind } = await import('./document_kind.js')
    const { contentType, extension } = await documentKind(given, bytes)
    const name = cleanFileName(given, extension)
    const key = contentKey(name, '\n', bytes)
    return db.transaction(async (trx) => {
      await lockFile(key, trx)
      await this.#store.put(documentPath(key), bytes, contentType)
      const row = { name, contentType, byteSize: bytes.byteLength, creatorId: creator?.id ?? null }
      return touch(await MediaDocument.firstOrCreate({ key }, row, { client: trx }))
    })
  }

  /**
   * @param document - which one
   * @returns its file; null when the disk has lost it
   */
  fileOf({ key }: MediaDocument): Promise<StoredFile | null> {
    return this.#store.find(documentPath(key))
  }

  /**
   * Deletes an image with everything that was made of it.
   *
   * @param image - which one
   * @param trx - what else has to happen with it
   * @throws a violation of a foreign key while anything points to it
   */
  async removeImage({ id, key }: MediaImage, trx?: TransactionClientContract): Promise<void> {
    await this.#remove({ table: MediaImage.table, id, key, folder: imageFolder(key) }, trx)
  }

  /**
   * Deletes a document.
   *
   * @param document - which one
   * @param trx - what else has to happen with it
   * @throws a violation of a foreign key while anything points to it
   */
  async removeDocument({ id, key }: MediaDocument, trx?: TransactionClientContract): Promise<void> {
    await this.#remove({ table: MediaDocument.table, id, key, folder: documentFolder(key) }, trx)
  }

  async #remove(
    file: { table: string; id: number; key: string; folder: string },
    within?: TransactionClientContract
  ): Promise<void> {
    const remove = async (trx: TransactionClientContract): Promise<void> => {
      await lockFile(file.key, trx)
      await trx.from(file.table).where('id', file.id).delete()
      await this.#store.removeFolder(file.folder)
    }
    await (within ? remove(within) : db.transaction(remove))
  }
}

/** Between a file and its row nobody else may delete or write that file. */
async function lockFile(key: string, trx: TransactionClientContract): Promise<void> {
  await trx.rawQuery('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`pydotorg.media.${key}`])
}

/** Sent again it counts as new, so that it is not cleaned away before somebody uses it. */
async function touch<Row extends MediaImage | MediaDocument>(row: Row): Promise<Row> {
  row.updatedAt = DateTime.utc()
  if (!row.$isLocal) await row.save()
  return row
}
