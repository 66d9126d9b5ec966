import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import type { Author } from '@pydotorg/platform/identity'
import {
  MediaImage,
  pictureOf,
  storeDocument,
  storeImage,
  UploadRefused,
  type IncomingFile,
} from '@pydotorg/platform/media'
import type { MediaDocument } from '@pydotorg/platform/media'
import Page from '#models/page'
import PageDocument from '#models/page_document'
import PageImage from '#models/page_image'
import { idOf } from '#services/redirect_editor'

/** A file of a page, and what to write into the page for it. */
export interface PageFile {
  kind: 'image' | 'document'
  file: MediaImage | MediaDocument
  /** A path of this site. */
  address: string
}

/** Most files of one page and kind; more is an archive, and not a page. */
const MOST = 500

/**
 * Images and documents of pages. As long as they belong to a page they are kept, whether or not its text shows them.
 * Who may add and remove is for the caller to ask: `PagePolicy.write`.
 *
 * @example
 * const files = await app.container.make(PageFiles)
 * const { address } = await files.add(page.id, { kind: 'image', file: request.file('image')! }, ctx)
 */
@inject()
export class PageFiles {
  constructor(protected audit: AuditLog) {}

  /**
   * @param pageId - of a page
   * @param given - the file, and what it is to be
   * @param by - who sends it
   * @returns the file; the one that is there when the same was sent before
   * @throws UploadRefused whose message is for whoever sent it, E_ROW_NOT_FOUND without the page
   */
  async add(
    pageId: number,
    { kind, file }: { kind: PageFile['kind']; file: IncomingFile },
    by: Author
  ): Promise<PageFile> {
    const page = await Page.findOrFail(pageId)
    await refuseMore(pageId, kind)
    const id = idOf(by)
    const sender = { creator: id === null ? null : { id } }
    const stored = kind === 'image' ? await storeImage(file, sender) : await storeDocument(file, sender)
    await db.transaction(async (trx) => {
      const link = { pageId, fileId: stored.id }
      const row = await modelOf(kind).firstOrCreate(link, {}, { client: trx })
      if (!row.$isLocal) return
      const subject = { type: 'page', id: pageId, label: page.path }
      await this.audit.record({ by, action: `pages.${kind}.create`, subject, after: { name: stored.name } }, trx)
    })
    return shown(stored)
  }

  /**
   * Takes a file from a page; the file itself goes with `media:clean`, when nothing else uses it.
   *
   * @param pageId - of a page
   * @param which - what kind, and its id
   * @param by - who wants it
   * @returns false when the page had no such file
   */
  remove(pageId: number, { kind, id }: { kind: PageFile['kind']; id: number }, by: Author): Promise<boolean> {
    return db.transaction(async (trx) => {
      const row = await modelOf(kind).query({ client: trx }).where({ page_id: pageId, file_id: id }).first()
      if (!row) return false
      await row.delete()
      const subject = { type: 'page', id: pageId }
      await this.audit.record({ by, action: `pages.${kind}.delete`, subject, before: { fileId: id } }, trx)
      return true
    })
  }

  /**
   * @param pageId - of a page
   * @returns its files, images first, the newest first
   */
  async of(pageId: number): Promise<PageFile[]> {
    const images = await PageImage.query().where('page_id', pageId).preload('file').orderBy('id', 'desc').limit(MOST)
    const documents = await PageDocument.query()
      .where('page_id', pageId)
      .preload('file')
      .orderBy('id', 'desc')
      .limit(MOST)
    return [...images, ...documents].map(({ file }) => shown(file))
  }
}

async function refuseMore(pageId: number, kind: PageFile['kind']): Promise<void> {
  const [row] = await modelOf(kind).query().where('page_id', pageId).count('* as total').pojo<{ total: string }>()
  if (Number(row?.total) < MOST) return
  throw new UploadRefused(`A page has at most ${MOST} ${kind}s. Take some away first.`)
}

function modelOf(kind: PageFile['kind']): typeof PageImage | typeof PageDocument {
  return kind === 'image' ? PageImage : PageDocument
}

function shown(file: MediaImage | MediaDocument): PageFile {
  if (file instanceof MediaImage) return { kind: 'image', file, address: pictureOf(file).fallback.src }
  return { kind: 'document', file, address: file.path }
}
