/** Characters that a name may have. Behaviour kept from python.org: Django's, in ASCII. */
export const USERNAME_CHARACTERS = /^[-a-zA-Z0-9_@.+]+$/

/** Paths below `/users/` that are no profiles. */
const PATHS = ['edit', 'membership', 'nominations', 'sponsorships']

/** Names by which somebody would be taken for the site itself. */
const OFFICIAL = [
  'account',
  'accounts',
  'admin',
  'administrator',
  'anonymous',
  'postmaster',
  'psf',
  'python',
  'root',
  'staff',
  'support',
  'webmaster',
]

const RESERVED = new Set([...PATHS, ...OFFICIAL])

/** What a profile's address may have in the place of a name: a path of the site is none. */
export const PROFILE_NAME = new RegExp(`^(?!(?:${PATHS.join('|')})$)[-a-zA-Z0-9_@.+]+$`, 'i')

/**
 * @param username - a name that somebody wants
 * @returns true when nobody may have it
 */
export function isReserved(username: string): boolean {
  // A name of dots alone is a way up in an address.
  return RESERVED.has(username.toLowerCase()) || /^\.+$/.test(username)
}
