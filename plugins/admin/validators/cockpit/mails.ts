import vine from '@vinejs/vine'
import { MAIL_STATES } from '@pydotorg/platform/mail'

/** Which mails; `before` is where a page begins. */
export const mailListValidator = vine.create({
  state: vine.enum(MAIL_STATES).optional(),
  template: vine.string().trim().maxLength(200).optional(),
  recipient: vine
    .string()
    .trim()
    .maxLength(254)
    .transform((value) => value.replaceAll('\0', '\uFFFD'))
    .optional(),
  before: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional(),
})
