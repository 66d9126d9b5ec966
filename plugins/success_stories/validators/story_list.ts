import vine from '@vinejs/vine'

/** What may stand behind the `?` of a list. */
export const storyListValidator = vine.create({
  page: vine.number().positive().withoutDecimals().max(10_000).optional(),
})
