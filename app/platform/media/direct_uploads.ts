import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { DateTime } from 'luxon'
import { fileSize } from '../http/main.js'
import type { User } from '../identity/models/user.js'
import { boundedStream } from './bounded_stream.js'
import { cleanFileName } from './file_name.js'
import { LIMITS } from './limits.js'
import type { MediaLibrary } from './media_library.js'
import type { MediaStore } from './media_store.js'
import { DirectUpload } from './models/direct_upload.js'
import type { MediaDocument } from './models/media_document.js'
import type { MediaImage } from './models/media_image.js'
import { UploadRefused } from './upload_refused.js'

/** What somebody is about to send. It is announced, not believed: what arrives is checked like any other upload. */
export interface AnnouncedFile {
  kind: 'image' | 'document'
  name: string
  contentType: string
  /** Bytes. */
  byteSize: number
}

/** How the file is to be sent. */
export interface UploadTicket {
  /** For `finish`. */
  token: string
  /** On this site, as a path, or of the bucket. */
  address: string
  method: 'PUT'
  headers: Readonly<Record<string, string>>
  expiresAt: DateTime
}

type Owner = Pick<User, 'id'>

const LIFETIME = { minutes: 15 }
/** Announced by one person and neither finished nor over. */
const MOST_OPEN = 20

/**
 * Uploads that go to the disk without passing through a form: to the bucket itself where there is one, else to an address
 * of this site. Begin, send, finish; what is not finished within a quarter of an hour is deleted.
 *
 * @example
 * const ticket = await uploads.begin({ kind: 'image', name, contentType, byteSize }, user)
 * // the browser: fetch(ticket.address, { method: ticket.method, headers: ticket.headers, body: file })
 * const image = await uploads.finish(ticket.token, user)
 */
export class DirectUploads {
  readonly #store: MediaStore
  readonly #library: MediaLibrary

  /**
   * @param store - where the file arrives
   * @param library - takes it in
   */
  constructor(store: MediaStore, library: MediaLibrary) {
    this.#store = store
    this.#library = library
  }

  /**
   * @param file - what is announced
   * @param owner - who sends it
   * @returns how to send it
   * @throws UploadRefused when it is too big, or too many are open
   */
  async begin({ kind, name, contentType, byteSize }: AnnouncedFile, owner: Owner): Promise<UploadTicket> {
    const limit = kind === 'image' ? LIMITS.imageBytes : LIMITS.documentBytes
    if (byteSize > limit)
      throw new UploadRefused(`This file is bigger than ${fileSize(limit)}. Make it smaller, then send it again.`)
    await this.#refuseTooMany(owner)
    const token = randomBytes(24).toString('hex')
    const expiresAt = DateTime.utc().plus(LIFETIME)
    const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1] ?? 'bin'
    const row = { token, kind, contentType: contentType.slice(0, 100), byteSize, creatorId: owner.id, expiresAt }
    await DirectUpload.create({ ...row, name: cleanFileName(name, extension) })
    const seconds = Math.floor(expiresAt.diffNow().as('seconds'))
    const address = await this.#store.uploadAddress(uploadPath(token), { contentType, byteSize, seconds })
    return {
      token,
      address: address ?? `/api/v3/media/uploads/${token}/`,
      method: 'PUT',
      headers: { 'Content-Type': contentType },
      expiresAt,
    }
  }

  /**
   * Takes the bytes of an announced file where the disk is a folder.
   *
   * @param token - of the ticket
   * @param body - the bytes
   * @returns false when no such file is expected
   * @throws UploadRefused when there are more than were announced
   */
  async receive(token: string, body: Readable): Promise<boolean> {
    const expected = this.#store.isFolder ? await open().where('token', token).first() : null
    if (!expected) return false
    await this.#store.putStream(uploadPath(token), boundedStream(body, expected.byteSize))
    return true
  }

  /**
   * Checks what arrived as any upload is checked, and takes it in.
   *
   * @param token - of the ticket
   * @param owner - who began it
   * @returns the image or the document
   * @throws UploadRefused when it is not there, not what was announced, or nothing that is taken
   */
  async finish(token: string, owner: Owner): Promise<MediaImage | MediaDocument> {
    const expected = await open().where({ token, creatorId: owner.id }).first()
    if (!expected) throw new UploadRefused('This upload took too long, or was finished before. Send the file again.')
    const arrived = await this.#store.find(uploadPath(token))
    if (arrived?.byteSize !== expected.byteSize) {
      throw new UploadRefused('The file has not arrived as a whole. Send it again.')
    }
    try {
      const file = { name: expected.name, bytes: await this.#store.read(uploadPath(token)) }
      return expected.kind === 'image'
        ? await this.#library.storeImage(file, { creator: owner })
        : await this.#library.storeDocument(file, { creator: owner })
    } finally {
      await this.#forget(expected)
    }
  }

  /**
   * Deletes what was not finished in time.
   *
   * @returns how many there were
   */
  async expire(): Promise<number> {
    const late = await DirectUpload.query().where('expires_at', '<=', DateTime.utc().toSQL()).limit(1000)
    for (const upload of late) await this.#forget(upload)
    return late.length
  }

  async #forget(upload: DirectUpload): Promise<void> {
    await this.#store.removeFolder(uploadFolder(upload.token))
    await upload.delete()
  }

  async #refuseTooMany(owner: Owner): Promise<void> {
    const [{ total }] = (await open().where('creatorId', owner.id).count('* as total').pojo()) as [{ total: number }]
    if (total < MOST_OPEN) return
    throw new UploadRefused(`You have begun ${total} uploads that are not finished. Try again in a quarter of an hour.`)
  }
}

function open() {
  return DirectUpload.query().where('expires_at', '>', DateTime.utc().toSQL())
}

function uploadFolder(token: string): string {
  return `uploads/${token}`
}

function uploadPath(token: string): string {
  return `${uploadFolder(token)}/file`
}
