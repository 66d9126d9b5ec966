import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { referencesTo } from './references.js'
import { mentionedKeys } from './mentioned_keys.js'
import type { DirectUploads } from './direct_uploads.js'
import type { MediaLibrary } from './media_library.js'
import type { MediaStore } from './media_store.js'
import { MediaDocument } from './models/media_document.js'
import { MediaImage } from './models/media_image.js'
import { UNFINISHED } from './whole_file_driver.js'

/** How long an upload may wait for somebody to use it unless a setting says otherwise, in milliseconds. */
const GRACE_MS = 86_400_000

/** Pictures for links are drawn again when somebody asks for one; most belong to titles that no page has any more. */
const PICTURES_FOR_LINKS = { days: 90 }

/** What a clean-up deleted, or would delete. */
export interface CleaningReport {
  images: string[]
  documents: string[]
  /** Uploads that were begun and not finished; 0 in a rehearsal. */
  expired: number
  /** Files that belong to no row, as a crash may leave them, and old pictures for links. */
  strayFolders: string[]
  bytes: number
}

/**
 * Deletes uploads that nobody uses: no foreign key of any table points to them, and no text in the database names their
 * address. Nobody has to declare a use; PostgreSQL knows its keys, and refuses the deletion if one comes meanwhile.
 */
export class MediaCleaning {
  readonly #library: MediaLibrary
  readonly #store: MediaStore
  readonly #uploads: DirectUploads

  /**
   * @param library - deletes rows with their files
   * @param store - may hold files without a row
   * @param uploads - may be late
   */
  constructor(library: MediaLibrary, store: MediaStore, uploads: DirectUploads) {
    this.#library = library
    this.#store = store
    this.#uploads = uploads
  }

  /**
   * @param mode - `rehearse` deletes nothing
   * @param keptFor - how long an upload may wait for somebody to use it, in milliseconds
   * @returns what is gone, or would be
   */
  async clean(mode: 'delete' | 'rehearse', keptFor = GRACE_MS): Promise<CleaningReport> {
    const mentioned = await mentionedKeys()
    const images = await unused(MediaImage, mentioned, keptFor)
    const documents = await unused(MediaDocument, mentioned, keptFor)
    const report: CleaningReport = { images: [], documents: [], expired: 0, strayFolders: [], bytes: 0 }
    for (const image of images) {
      if (mode === 'delete' && !(await removed(() => this.#library.removeImage(image)))) continue
      report.images.push(image.name)
      report.bytes += image.byteSize
    }
    for (const document of documents) {
      if (mode === 'delete' && !(await removed(() => this.#library.removeDocument(document)))) continue
      report.documents.push(document.name)
      report.bytes += document.byteSize
    }
    if (mode === 'delete') report.expired = await this.#uploads.expire()
    report.strayFolders = await this.#strayFolders()
    if (mode === 'delete') for (const folder of report.strayFolders) await this.#store.removeFolder(folder)
    return report
  }

  /** Folders whose newest file is a day old and that no row names. */
  async #strayFolders(): Promise<string[]> {
    const newest = new Map<string, Date>()
    for (const top of ['images', 'documents', 'uploads', 'social', UNFINISHED]) {
      for await (const { path, at } of this.#store.list(top)) {
        const folder = top === UNFINISHED ? top : path.split('/', 2).join('/')
        if (at > (newest.get(folder) ?? new Date(0))) newest.set(folder, at)
      }
    }
    const known = await knownFolders()
    return [...newest]
      .filter(([folder, at]) => {
        const grace = folder.startsWith('social/') ? PICTURES_FOR_LINKS : GRACE_MS
        return !known.has(folder) && at < DateTime.utc().minus(grace).toJSDate()
      })
      .map(([folder]) => folder)
  }
}

async function knownFolders(): Promise<Set<string>> {
  const [images, documents, uploads] = await Promise.all([
    db.from('media_images').select('key'),
    db.from('media_documents').select('key'),
    db.from('media_uploads').select('token as key'),
  ])
  const folders = (top: string, rows: { key: string }[]) => rows.map(({ key }) => `${top}/${key}`)
  return new Set([...folders('images', images), ...folders('documents', documents), ...folders('uploads', uploads)])
}

async function unused<Model extends typeof MediaImage | typeof MediaDocument>(
  model: Model,
  mentioned: ReadonlySet<string>,
  keptFor: number
): Promise<InstanceType<Model>[]> {
  const query = model.query().where('updated_at', '<', DateTime.utc().minus(keptFor).toSQL()).orderBy('id')
  for (const { table, column } of await referencesTo(model.table)) {
    query.whereNotExists((users) => users.from(table).whereColumn(`${table}.${column}`, `${model.table}.id`))
  }
  const rows = (await query) as InstanceType<Model>[]
  return rows.filter(({ key }) => !mentioned.has(key))
}

/** @returns false when somebody began to use it meanwhile */
async function removed(remove: () => Promise<void>): Promise<boolean> {
  try {
    await remove()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '23503') return false
    throw error
  }
}
