import vine from '@vinejs/vine'
import { credential } from './passkeys.js'

/** One of the three is sent. A password may be anything; nobody's is longer. */
export const proofForm = vine.create({
  password: vine.string().maxLength(5_000).optional(),
  code: vine.string().trim().maxLength(60).optional(),
  credential: credential().optional(),
  next: vine.string().maxLength(2_000).optional(),
})

/** Where the mailed link leads in the end. */
export const proofLinkForm = vine.create({ next: vine.string().maxLength(2_000).optional() })
