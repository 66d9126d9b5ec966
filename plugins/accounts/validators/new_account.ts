import vine from '@vinejs/vine'
import { strongPassword } from '@pydotorg/platform/identity/passwords'
import { USERNAME_CHARACTERS } from '#services/usernames'

const username = () => vine.string().trim().maxLength(150).regex(USERNAME_CHARACTERS)
const email = () => vine.string().trim().email().maxLength(254)
const newPassword = () =>
  vine.string().maxLength(1_024).use(strongPassword()).confirmed({ as: 'password_confirmation' })

/** What somebody tells who wants an account. Whether the name is free is asked afterwards. */
export const newAccountForm = vine.create({ username: username(), email: email(), password: newPassword() })

/** An address alone. */
export const emailForm = vine.create({ email: email() })

/** Whom a new password belongs to, since it must not be built on their name. */
interface Owner {
  user: { username: string; email: string; firstName: string; lastName: string }
}

/** A new password, twice. */
export const newPasswordForm = vine.withMetaData<Owner>().create({ password: newPassword() })

/** A new password in the place of one that is known. */
export const passwordChangeForm = vine
  .withMetaData<Owner>()
  .create({ current_password: vine.string().maxLength(5_000), password: newPassword() })
