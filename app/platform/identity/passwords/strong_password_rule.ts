import app from '@adonisjs/core/services/app'
import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { PasswordStrength } from './password_strength.js'
import type { PersonalDetails } from './personal_words.js'

/** Where the fields of a form have other names than the details of a person. */
const FIELDS = {
  username: ['username'],
  email: ['email'],
  firstName: ['first_name', 'firstName'],
  lastName: ['last_name', 'lastName'],
} as const

async function checkStrength(value: unknown, _options: undefined, field: FieldContext): Promise<void> {
  if (typeof value !== 'string') return
  const strength = await app.container.make(PasswordStrength)
  const { message } = await strength.judge(value, { ...knownUser(field.meta), ...siblings(field.parent) })
  if (message !== null) field.report(message, 'strongPassword', field)
}

/** What stands in the same form wins: it is what the account will have. */
function siblings(form: unknown): PersonalDetails {
  const details: PersonalDetails = {}
  const values = form as Record<string, unknown>
  for (const key of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
    const value = FIELDS[key].map((name) => values[name]).find((found) => typeof found === 'string')
    if (typeof value === 'string') details[key] = value
  }
  return details
}

function knownUser(meta: Record<string, unknown>): PersonalDetails {
  if (typeof meta.user !== 'object' || meta.user === null) return {}
  const { username, email, firstName, lastName } = meta.user as PersonalDetails
  return { username, email, firstName, lastName }
}

/**
 * Vine rule for a new password. It holds it against `username`, `email`, `first_name` and `last_name` of the same form;
 * a form without them passes the person as `meta.user`.
 *
 * @returns the rule; its error, `strongPassword`, says what to do
 * @example
 * export const signUp = vine.create({ username: vine.string(), password: vine.string().use(strongPassword()) })
 * export const newPassword = vine.withMetaData<{ user: User }>().create({ password: vine.string().use(strongPassword()) })
 */
export const strongPassword = vine.createRule(checkStrength, { isAsync: true })
