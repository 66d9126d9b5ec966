import vine from '@vinejs/vine'
import { GROUP_KINDS } from '#services/group_kinds'

const page = () => vine.number().positive().withoutDecimals().max(10_000).optional()
/** Longer than any name that somebody would look for. */
const search = () => vine.string().trim().maxLength(100).optional()

/** What may stand behind the `?` of the public list; a form sends empty fields, too. */
export const groupListValidator = vine.create({
  q: search(),
  kind: vine.enum(['', ...GROUP_KINDS] as const).optional(),
  page: page(),
})
