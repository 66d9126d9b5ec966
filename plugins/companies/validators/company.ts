import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

/** What staff tell of a company; what is left out stays as it is. */
export const companyValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(200),
  slug: vine
    .string()
    .regex(/^[\w-]+$/)
    .maxLength(200)
    .optional(),
  about: vine.string().maxLength(100_000).optional(),
  aboutMarkupType: vine.enum(MARKUP_TYPES).optional(),
  contact: vine.string().trim().maxLength(100).nullable().optional(),
  email: vine.string().trim().email().maxLength(254).nullable().optional(),
  url: vine
    .string()
    .trim()
    .maxLength(500)
    .url({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
    .nullable()
    .optional(),
})

export type CompanyDetails = Infer<typeof companyValidator>
