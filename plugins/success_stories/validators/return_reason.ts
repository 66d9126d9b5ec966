import vine from '@vinejs/vine'
import { noNullCharacters } from '#validators/no_null_characters'

/** Words that the submitter reads one by one. */
export const reasonRule = vine.string().use(noNullCharacters()).trim().minLength(10).maxLength(2_000)

/** Why a story goes back to who submitted it. */
export const returnReasonValidator = vine.create({ reason: reasonRule.clone() })
