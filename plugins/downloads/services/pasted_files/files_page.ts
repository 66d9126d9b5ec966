import type { HttpContext } from '@adonisjs/core/http'
import OperatingSystem from '#models/operating_system'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { sortFiles } from '#services/file_order'
import { MOST_ROWS, type FileRow } from '#services/pasted_files/file_rows'
import { nameOf, type LineFault } from '#services/pasted_files/read_pasted'
import { folderOf } from '#services/pasted_files/rows_of_paste'
import { SIDECAR_KINDS, type SidecarProperty } from '#services/pasted_files/sidecars'

/** More than any release has. */
const MOST_FILES = 500

/** The form into which staff paste, as it stands. */
export interface PasteForm {
  lines: string
  folder: string
  chosen: SidecarProperty[]
  faults: LineFault[]
}

/**
 * @param ctx - a request below `/admin/downloads/releases/:id/`
 * @returns the release
 * @throws E_ROW_NOT_FOUND when it is gone
 */
export function releaseOf({ params }: HttpContext): Promise<Release> {
  return Release.findOrFail(Number(params.id))
}

/**
 * @param release - a release
 * @returns its files with their systems, as its page orders them
 */
export async function filesForStaff({ id }: Release): Promise<ReleaseFile[]> {
  const files = await ReleaseFile.query().where('release_id', id).preload('operatingSystem').limit(MOST_FILES)
  return sortFiles(files, ({ operatingSystem }) => operatingSystem.slug)
}

/**
 * @param ctx - the request
 * @param release - a release
 * @param paste - the form, when something was wrong with it
 * @returns the page with the files of the release, and the form to paste more
 */
export async function showFiles(ctx: HttpContext, release: Release, paste?: PasteForm): Promise<string> {
  const files = await filesForStaff(release)
  return ctx.view.render('downloads::pages/release_files/index', {
    ...addresses(release),
    files,
    kinds: SIDECAR_KINDS,
    mayEdit: files.length > 0 && files.length <= MOST_ROWS,
    paste: paste ?? { lines: '', folder: folderOf(release), chosen: [], faults: [] },
  })
}

/** A form of many files, as it stands. */
export interface RowsForm {
  rows: readonly FileRow[]
  /** Lines of the paste that nobody understood. */
  faults?: readonly LineFault[]
  /** True when somebody tried to save it. */
  isRefused?: boolean
}

/**
 * @param ctx - the request
 * @param release - a release
 * @param form - of its files
 * @returns the page on which each of them is looked at before all are saved
 */
export async function showRows(ctx: HttpContext, release: Release, { rows, ...more }: RowsForm): Promise<string> {
  const systems = await OperatingSystem.query().orderBy('name').limit(1_000)
  return ctx.view.render('downloads::pages/release_files/edit', {
    ...addresses(release),
    rows: rows.map((row) => ({ ...row, fileName: nameOf(row.values.url) })),
    systems,
    kinds: SIDECAR_KINDS,
    faults: more.faults ?? [],
    wrong: more.isRefused ? wrongOf(rows) : [],
    nothingIsWanted: more.isRefused === true && rows.every(({ isWanted }) => !isWanted),
  })
}

function addresses(release: Release) {
  return { release, base: `/admin/downloads/releases/${release.id}/files/` }
}

/** Says of each row with something wrong where that is. */
function wrongOf(rows: readonly FileRow[]): { href: string; text: string }[] {
  return rows.flatMap(({ key, values, errors }) =>
    Object.entries(errors).map(([field, [text = '']]) => ({
      href: field === '_row' ? `#${key}` : `#${key}-${field}`,
      text: `${values.name || nameOf(values.url) || 'A file without a name'}: ${text}`,
    }))
  )
}
