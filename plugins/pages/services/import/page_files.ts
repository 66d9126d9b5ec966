import { readFile } from 'node:fs/promises'
import { basename, resolve, sep } from 'node:path'
import app from '@adonisjs/core/services/app'
import vine from '@vinejs/vine'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { BadRow, validFields, type DjangoImporter, type DumpRow } from '@pydotorg/platform/django_import'
import type { Author } from '@pydotorg/platform/identity'
import { UploadRefused } from '@pydotorg/platform/media'
import Page from '#models/page'
import { PageFiles, type PageFile } from '#services/page_files'
import { RedirectEditor } from '#services/redirect_editor'
import { normalOldPath, oldPathFault } from '#services/redirect_path'

const KINDS: Readonly<Record<string, PageFile['kind']>> = { 'pages.image': 'image', 'pages.documentfile': 'document' }

/** Below which python.org shows its MEDIA_ROOT. */
const MEDIA_URL = '/media/'

const fields = vine.create({
  page: vine.number().withoutDecimals().positive(),
  image: vine.string().optional(),
  document: vine.string().optional(),
})

/**
 * Images and documents of python.org's pages, read from a copy of its MEDIA_ROOT. They have no ids of their own here: a
 * file belongs to a page or not.
 */
const pageFiles: DjangoImporter = {
  models: Object.keys(KINDS),
  after: ['pages.page'],
  async take(rows, report, media = null) {
    const files = await app.container.make(PageFiles)
    for (const row of rows) {
      try {
        report.note(row, await take(row, files, media))
      } catch (error) {
        if (!(error instanceof BadRow)) throw error
        report.complain(row, 'skipped', error.message)
      }
    }
  },
}

export default pageFiles

async function take(row: DumpRow, files: PageFiles, media: string | null): Promise<'added' | 'unchanged'> {
  const { page: pageId, image, document } = await validFields(fields, row.fields)
  const path = image ?? document ?? ''
  if (!(await Page.find(pageId))) throw new BadRow(`page ${pageId} is not here`)
  const before = await files.of(pageId)
  const by = consoleOrigin()
  const file = { name: basename(path), bytes: await bytesAt(path, media) }
  const added = await files.add(pageId, { kind: KINDS[row.model]!, file }, by).catch((error: unknown) => {
    throw error instanceof UploadRefused ? new BadRow(`${path}: ${error.message}`) : error
  })
  await leadFrom(path, added.address, by)
  return before.some(({ address }) => address === added.address) ? 'unchanged' : 'added'
}

/** Texts of python.org name its files as they are there, and so do links of others. */
async function leadFrom(path: string, address: string, by: Author): Promise<void> {
  const oldPath = normalOldPath(`${MEDIA_URL}${path}`)
  // Nobody can have linked what is no address.
  if (oldPathFault(oldPath) !== null) return
  const redirects = await app.container.make(RedirectEditor)
  await redirects.set({ oldPath: oldPath!, newPath: address, note: 'Where python.org kept this file.' }, by)
}

async function bytesAt(path: string, media: string | null): Promise<Buffer> {
  if (media === null) throw new BadRow(`${path}: no folder with the files was named (--media)`)
  const file = resolve(media, path)
  if (!file.startsWith(resolve(media) + sep)) throw new BadRow(`${path}: it is outside the folder`)
  return readFile(file).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') throw new BadRow(`${path}: the file is not in the folder`)
    throw error
  })
}
