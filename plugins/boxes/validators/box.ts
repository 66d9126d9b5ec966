import type { Infer } from '@vinejs/vine/types'
import vine from '@vinejs/vine'
import { MARKUP_TYPES } from '@pydotorg/platform/markup'

/** The characters of Django's slugs, which python.org's labels are. */
const LABEL = /^[-\w]+$/

/** Labels are typed by hand and stand in addresses. */
export const labelRule = vine.string().trim().maxLength(100).regex(LABEL)

/** A box that somebody writes; what is left out stays as it is. */
export const boxValidator = vine.create({
  label: labelRule.clone(),
  content: vine.string().maxLength(200_000),
  contentMarkupType: vine.enum(MARKUP_TYPES).optional(),
})

/** What `boxValidator` gives. */
export type BoxText = Infer<typeof boxValidator>
