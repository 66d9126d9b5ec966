import { User } from '@pydotorg/platform/identity'

/**
 * Whom a sign-in is about. An address counts first when its owner has confirmed it, so that nobody keeps another person
 * out by taking their address for a name.
 *
 * @param login - a username or an e-mail address, in any case
 * @returns the account; null when there is none
 */
export async function accountOf(login: string): Promise<User | null> {
  const bindings = { login }
  return User.query()
    .whereRaw('(lower(email) = lower(:login) or lower(username) = lower(:login))', bindings)
    .orderByRaw('(lower(email) = lower(:login) and email_verified_at is not null) desc', bindings)
    .orderByRaw('(lower(username) = lower(:login)) desc', bindings)
    .first()
}

/**
 * @param email - in any case
 * @returns whose address it is; null when it is nobody's
 */
export async function ownerOf(email: string): Promise<User | null> {
  return User.query().whereRaw('lower(email) = lower(?)', [email]).first()
}

/**
 * @param username - in any case
 * @param except - whom it may belong to
 * @returns true when somebody else has it
 */
export async function isTaken(username: string, except?: User): Promise<boolean> {
  const owner = await User.query().whereRaw('lower(username) = lower(?)', [username]).select('id').first()
  return owner !== null && owner.id !== except?.id
}

/**
 * @param error - what the database threw
 * @param index - name of a unique index
 * @returns true when two requests wanted the same value at the same time, and this one came second
 */
export function isConflict(error: unknown, index: string): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === index
}
