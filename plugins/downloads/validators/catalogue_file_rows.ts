import vine from '@vinejs/vine'
import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import {
  importedDay,
  importedFileUrl,
  importedFlag,
  importedId,
  importedName,
  importedSize,
  importedSlug,
  importedSum,
  importedUrl,
  importedVersion,
} from '#validators/imported_values'

/** Endings that a file's address gets for each thing that belongs to it. */
export const SIDECARS = ['asc', 'sig', 'crt', 'sigstore', 'spdx.json'] as const

export const systemRow = vine.create({
  id: importedId().optional(),
  name: importedName(),
  slug: importedSlug(),
})

export const branchRow = vine.create({
  name: vine
    .string()
    .regex(/^\d+\.\d+$/)
    .maxLength(20),
  status: vine.enum(['planned', 'feature', 'prerelease', 'bugfix', 'security', 'end-of-life'] as const),
  pep: importedId().nullable().optional(),
  releaseManager: vine.string().maxLength(200).optional(),
  startOfDevelopment: importedDay().nullable().optional(),
  featureFreeze: importedDay().nullable().optional(),
  firstRelease: importedDay().nullable().optional(),
  endOfBugfix: importedDay().nullable().optional(),
  endOfLife: importedDay().nullable().optional(),
})

export const releaseRow = vine.create({
  id: importedId().optional(),
  name: importedName(),
  slug: importedSlug().optional(),
  version: importedVersion(),
  branch: vine.string().maxLength(20).nullable().optional(),
  date: importedDay(),
  preRelease: importedFlag(),
  isLatest: importedFlag().optional(),
  isPublished: importedFlag().optional(),
  showOnDownloadPage: importedFlag().optional(),
  notesUrl: importedUrl().optional(),
  content: vine.string().optional(),
  contentMarkupType: vine.enum(MARKUP_TYPES).optional(),
})

export const fileRow = vine.create({
  id: importedId().optional(),
  name: importedName(),
  slug: importedSlug(),
  os: importedSlug(),
  url: importedFileUrl().minLength(1),
  source: importedFlag().optional(),
  description: vine.string().optional(),
  size: importedSize().optional(),
  md5: importedSum().optional(),
  sha256: importedSum().optional(),
  sidecars: vine.array(vine.enum(SIDECARS)).optional(),
  button: importedFlag().optional(),
})
