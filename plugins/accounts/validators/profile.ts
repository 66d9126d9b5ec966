import vine from '@vinejs/vine'
import { EMAIL_PRIVACIES, SEARCH_VISIBILITIES } from '@pydotorg/platform/identity'
import { USERNAME_CHARACTERS } from '#services/usernames'

/** A field that may be left empty, which AdonisJS's body parser hands over as null. */
const text = (longest: number) =>
  vine
    .string()
    .trim()
    .maxLength(longest)
    .nullable()
    .optional()
    .transform((value) => value ?? '')

/** What people tell of themselves, and who sees it. */
export const profileForm = vine.create({
  username: vine.string().trim().maxLength(150).regex(USERNAME_CHARACTERS),
  first_name: text(150),
  last_name: text(150),
  bio: text(5_000),
  search_visibility: vine.enum(SEARCH_VISIBILITIES),
  email_privacy: vine.enum(EMAIL_PRIVACIES),
  public_profile: vine.boolean().optional(),
})
