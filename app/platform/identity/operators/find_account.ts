import { User } from '../models/user.js'
import { nameHint } from '../name_hint.js'
import { OperatorMistake } from './operator_mistake.js'

/** Among so many names that begin alike the closest ones are looked for. */
const MOST_CANDIDATES = 500

/**
 * @param name - a username or an e-mail address, in any case
 * @returns the account
 * @throws OperatorMistake with the closest usernames when there is none
 * @example
 * const user = await findAccount('guido')
 */
export async function findAccount(name: string): Promise<User> {
  const bindings = { name }
  const user = await User.query()
    .whereRaw('(lower(username) = lower(:name) or lower(email) = lower(:name))', bindings)
    .orderByRaw('(lower(username) = lower(:name)) desc', bindings)
    .first()
  if (user) return user
  const begins = name.slice(0, 1).toLowerCase()
  const candidates = await User.query()
    .whereRaw('left(lower(username), 1) = ?', [begins])
    .orderByRaw('abs(length(username) - ?), username', [name.length])
    .limit(MOST_CANDIDATES)
    .select('username')
  const hint = nameHint(
    name,
    candidates.map(({ username }) => username)
  )
  throw new OperatorMistake(`There is no account "${name}".${hint}`)
}
