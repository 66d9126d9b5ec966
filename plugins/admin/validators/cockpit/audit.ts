import vine from '@vinejs/vine'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Which entries; `before` is where a page begins. */
export const auditSearchValidator = vine.create({
  who: vine.string().trim().maxLength(200).optional(),
  action: vine.string().trim().maxLength(200).optional(),
  type: vine.string().trim().maxLength(200).optional(),
  id: vine.string().trim().maxLength(200).optional(),
  from: vine.string().trim().regex(DAY).optional(),
  until: vine.string().trim().regex(DAY).optional(),
  before: vine.number().withoutDecimals().range([1, 2_147_483_647]).optional(),
})
