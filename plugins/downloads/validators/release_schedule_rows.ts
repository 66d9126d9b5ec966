import vine from '@vinejs/vine'
import { importedDay, importedId } from '#validators/imported_values'

/** `3.14.0 candidate 2`, `3.14.0 final`, `3.14.1`, and `2.7 final`. */
export const STAGE = /^(\d+)\.(\d+)(?:\.(\d+))?(?: (?:(alpha|beta|candidate) (\d+)|final))?$/

export const scheduledBranchRow = vine.create({
  'name': vine.string().regex(/^[123]\.\d+$/),
  'status': vine.enum(['planned', 'feature', 'prerelease', 'bugfix', 'security', 'end-of-life'] as const),
  'pep': importedId().nullable().optional(),
  'release-manager': vine.string().maxLength(200).optional(),
  'start-of-development': importedDay().nullable().optional(),
  'feature-freeze': importedDay().nullable().optional(),
  'first-release': importedDay().nullable().optional(),
  'end-of-bugfix': importedDay().nullable().optional(),
  'end-of-life': importedDay().nullable().optional(),
})

export const scheduledReleaseRow = vine.create({
  stage: vine.string().regex(STAGE),
  state: vine.literal('actual'),
  date: importedDay(),
})
