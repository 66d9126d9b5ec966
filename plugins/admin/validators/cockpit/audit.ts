import vine from '@vinejs/vine'
import { DateTime } from 'luxon'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** As a field of kind date sends it, and one that there is. */
const isDay = vine.createRule((value, _options, field) => {
  const isOne = typeof value === 'string' && DAY.test(value) && DateTime.fromISO(value).isValid
  if (!isOne) field.report('Write a day that there is, such as 2026-10-07.', 'day', field)
})

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
  from: vine.string().trim().use(isDay()).optional(),
  until: vine.string().trim().use(isDay()).optional(),
  before: vine.number().withoutDecimals().range([1, 2_147_483_647]).optional(),
})
