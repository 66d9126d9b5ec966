import vine from '@vinejs/vine'
import { noNullCharacters } from '#validators/no_null_characters'

/** Why a story goes back to who submitted it; they read it word by word. */
export const returnReasonValidator = vine.create({
  reason: vine.string().use(noNullCharacters()).trim().minLength(10).maxLength(2_000),
})
