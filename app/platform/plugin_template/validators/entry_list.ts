import vine from '@vinejs/vine'

/** What may stand behind the `?` of the list. */
export const entryListValidator = vine.create({
  page: vine.number().positive().withoutDecimals().max(10_000).optional(),
})
