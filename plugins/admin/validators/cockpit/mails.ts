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

const words = (length: number) => vine.string().maxLength(length).nullable().optional()

/** Words of a mail as they are typed: whether they may be sent is for the mails to say. `basedOn` is 0 without a version. */
export const wordsValidator = vine.create({
  subject: words(2_000),
  html: words(100_000),
  text: words(100_000),
  basedOn: vine.number().withoutDecimals().range([0, 2_147_483_647]),
  _then: vine.enum(['test']).optional(),
})

/** Which earlier words. */
export const versionValidator = vine.create({ version: vine.number().withoutDecimals().range([1, 2_147_483_647]) })
