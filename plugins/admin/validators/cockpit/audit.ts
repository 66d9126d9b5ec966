import vine from '@vinejs/vine'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** No text in the log has a NUL, and none has what stands for it here. */
const text = vine
  .string()
  .trim()
  .maxLength(200)
  .transform((value) => value.replaceAll('\0', '\uFFFD'))
  .optional()

/** Which entries; `before` is where a page begins. */
export const auditSearchValidator = vine.create({
  who: text,
  action: text,
  type: text,
  id: text,
  from: vine.string().trim().regex(DAY).optional(),
  until: vine.string().trim().regex(DAY).optional(),
  before: vine.number().withoutDecimals().range([1, 2_147_483_647]).optional(),
})
