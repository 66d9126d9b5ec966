import { MARKUP_TYPES } from '@pydotorg/platform/markup'
import vine from '@vinejs/vine'

/** A text that is to be shown as it will look. */
export const previewValidator = vine.create({
  text: vine.string().maxLength(200_000),
  type: vine.enum(MARKUP_TYPES),
})
