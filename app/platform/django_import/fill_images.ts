import { readFile } from 'node:fs/promises'
import { basename, resolve, sep } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { storeImage, UploadRefused } from '../media/main.js'
import type { ImportReport } from './import_report.js'
import type { DumpRow } from './read_dump.js'

/** Images of a model: columns that point to `media_images`, by the fields in which Django keeps paths. */
export interface ImageColumns {
  table: string
  /** Column by field, e.g. `{ logo: 'logo_id' }`. */
  images: Readonly<Record<string, string>>
}

const WITHOUT = 'select id from :table: where id = any(:ids) and :column: is null'

const FILL = `
  update :table: as here set :column: = given.image_id
  from jsonb_to_recordset(cast(:found as jsonb)) as given(id integer, image_id integer)
  where here.id = given.id and here.:column: is null`

/**
 * Gives rows that are in, and that have no image here, the image that they have at python.org. What is not there, or is
 * no image, is told and costs the row nothing.
 *
 * @param rows - of the dump
 * @param target - where they went
 * @param context - a copy of Django's MEDIA_ROOT, null without one; and who is told
 * @returns true when a row has an image now that had none
 */
export async function fillImages(
  rows: readonly DumpRow[],
  { table, images }: ImageColumns,
  { folder, report }: { folder: string | null; report: ImportReport }
): Promise<boolean> {
  let filled = false
  for (const [field, column] of Object.entries(images)) {
    const named = rows.filter(({ fields }) => typeof fields[field] === 'string' && fields[field] !== '')
    if (named.length === 0) continue
    const ids = named.map(({ pk }) => pk).filter((pk) => Number.isSafeInteger(pk))
    const bare = await db.rawQuery<{ rows: { id: number }[] }>(WITHOUT, { table, column, ids })
    const without = new Set(bare.rows.map(({ id }) => id))
    const found: { id: number; image_id: number }[] = []
    for (const { model, pk, fields } of named.filter(({ pk: id }) => without.has(id as number))) {
      const path = fields[field] as string
      const image = await imageAt(path, folder)
      if (typeof image === 'number') found.push({ id: pk as number, image_id: image })
      else report.notices.push(`${model}, pk ${String(pk)}: has no ${field} here: ${path}: ${image}`)
    }
    if (found.length === 0) continue
    await db.rawQuery(FILL, { table, column, found: JSON.stringify(found) })
    filled = true
  }
  return filled
}

/** Id of the image, or why there is none. */
async function imageAt(path: string, folder: string | null): Promise<number | string> {
  if (folder === null) return 'no folder with the files was named'
  const file = resolve(folder, path)
  if (!file.startsWith(resolve(folder) + sep)) return 'it is outside the folder'
  try {
    const { id } = await storeImage({ name: basename(path), bytes: await readFile(file) }, { creator: null })
    return id
  } catch (error) {
    if (error instanceof UploadRefused) return error.message
    if ((error as { code?: string }).code === 'ENOENT') return 'the file is not in the folder'
    throw error
  }
}
