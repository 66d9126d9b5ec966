/** What a person's names may be at most here. */
const LONGEST = 150

/**
 * A full name in two parts. Behaviour kept from the site before: what stands before the first space is the first name.
 *
 * @param fullName - as a provider tells it; may be missing
 * @returns both parts, each empty when there is none
 * @example
 * splitName('Ada King Lovelace') // { firstName: 'Ada', lastName: 'King Lovelace' }
 */
export function splitName(fullName: unknown): { firstName: string; lastName: string } {
  const [firstName = '', ...rest] = nameOf(fullName).split(' ')
  return { firstName, lastName: rest.join(' ') }
}

/**
 * @param value - a name as a provider tells it; may be missing or no text at all
 * @returns it in one line, at most as long as names may be here
 */
export function nameOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().replace(/\s+/g, ' ').slice(0, LONGEST).trim() : ''
}

/**
 * @param email - as a provider tells it
 * @returns an address, null when it is missing or none
 */
export function addressOf(email: unknown): string | null {
  if (typeof email !== 'string' || email.length > 254) return null
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? email.trim() : null
}

/**
 * @param id - the provider's own id of a person
 * @returns it as text
 * @throws Error when there is none: without it nobody can be told from anybody else
 */
export function subjectOf(id: unknown): string {
  const subject = typeof id === 'number' ? String(id) : id
  if (typeof subject === 'string' && subject !== '' && subject.length <= 255) return subject
  throw new Error('The provider did not say who the person is.')
}
