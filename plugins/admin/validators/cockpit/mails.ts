import vine from '@vinejs/vine'
import { MAIL_STATES } from '@pydotorg/platform/mail'

/** No address has a NUL, and none has what stands for it here. */
const address = () =>
  vine
    .string()
    .trim()
    .maxLength(254)
    .transform((value) => value.replaceAll('\0', '\uFFFD'))

/** Which mails; `before` is where a page begins. */
export const mailListValidator = vine.create({
  state: vine.enum(MAIL_STATES).optional(),
  template: vine.string().trim().maxLength(200).optional(),
  recipient: address().optional(),
  before: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional(),
})

/** Which addresses get no bulk mail; `after` is where a page begins. */
export const suppressionListValidator = vine.create({ address: address().optional(), after: address().optional() })

/** The one to take off. */
export const addressValidator = vine.create({ address: address() })
