/** What PostgreSQL and the network call it, and what an operator can try. */
const ADVICE: Readonly<Record<string, string>> = {
  'ECONNREFUSED': 'nothing listens there; start PostgreSQL or correct DATABASE_URL',
  'ECONNRESET': 'it closed the connection; is it restarting?',
  'ENOTFOUND': 'there is no such host; correct DATABASE_URL',
  'ETIMEDOUT': 'it does not answer; is it behind a firewall?',
  '28P01': 'it refuses the password; correct DATABASE_URL',
  '28000': 'it refuses the user; correct DATABASE_URL or pg_hba.conf',
  '3D000': 'there is no such database; create it or correct DATABASE_URL',
  '42P01': 'its tables are not there yet; run `node ace migration:run`',
  '53300': 'it has no connection left; lower DATABASE_POOL_MAX or raise max_connections',
  '57P03': 'it is starting up; try again in a moment',
}

/** The address without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL'
  const { host, pathname } = new URL(url)
  return host + pathname
}

/**
 * @param error - what a query threw
 * @param url - DATABASE_URL
 * @returns one sentence with the address and what to try, or null when the database is not the trouble
 */
export function databaseTrouble(error: unknown, url: string): string | null {
  if (typeof error !== 'object' || error === null) return null
  const { code, errors } = error as { code?: unknown; errors?: unknown }
  const own = typeof code === 'string' ? ADVICE[code] : undefined
  if (own) return `The database at ${placeOf(url)} cannot be used (${String(code)}): ${own}.`
  // A name with several addresses fails with one error for each.
  return Array.isArray(errors) && errors.length > 0 ? databaseTrouble(errors[0], url) : null
}
