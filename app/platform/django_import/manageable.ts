import vine from '@vinejs/vine'
import type { ReferenceRule } from './reference_check.js'
import { ACCOUNTS } from './references.js'

/** As Django's JSON writes them; kept as text, because a Date would lose the microseconds. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/

/** @returns the rule for a time of Django, which stays a text */
export function djangoTime() {
  return vine.string().regex(TIME)
}

/** Fields of Django's `ContentManageable`, for `fields` of `djangoModel()`. */
export function manageableFields() {
  return { created: djangoTime(), updated: djangoTime() }
}

/** Who made a row and who changed it last, for `references` of `djangoModel()`: nobody, where the account is not here. */
export const manageableReferences = {
  creator: { ...ACCOUNTS, missing: 'null' },
  last_modified_by: { ...ACCOUNTS, missing: 'null' },
} as const satisfies Record<string, ReferenceRule>

/**
 * @param row - of a model that has those fields
 * @returns the four columns of PlatformModel and ContentManageable
 */
export function manageableColumns({
  fields,
  references,
}: {
  fields: { created: string; updated: string }
  references: Record<keyof typeof manageableReferences, number | null>
}) {
  return {
    created_at: fields.created,
    updated_at: fields.updated,
    creator_id: references.creator,
    last_modified_by_id: references.last_modified_by,
  }
}
