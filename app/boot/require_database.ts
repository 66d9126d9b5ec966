import pg from 'pg'
import { BootRefused } from '#boot/boot_refused'

/** Milliseconds that a database gets to answer. */
const PATIENCE = 5_000

const REASONS: Readonly<Record<string, string>> = {
  'ECONNREFUSED': 'nothing listens there. Start PostgreSQL, or set DATABASE_URL to one that runs',
  'ENOTFOUND': 'its host is not known. Correct the host in DATABASE_URL',
  'EAI_AGAIN': 'its host is not known. Correct the host in DATABASE_URL, or check the network',
  '28P01': 'it refuses the password. Correct user and password in DATABASE_URL',
  '28000': 'it refuses the user. Correct the user in DATABASE_URL, or allow it in pg_hba.conf',
  '3D000': 'it has no database of that name. Create it, or correct the name in DATABASE_URL',
  '57P03': 'it is still starting. Try again in a moment',
  '53300': 'it has no connection left. Raise max_connections, or lower DATABASE_POOL_MAX',
}

/**
 * @param address - a database URL
 * @returns the same with its password masked; `DATABASE_URL` itself when it is no URL
 * @example
 * maskedDatabase('postgres://site:secret@db:5432/pydotorg') // 'postgres://site:***@db:5432/pydotorg'
 */
export function maskedDatabase(address: string): string {
  if (!URL.canParse(address)) return 'the address in DATABASE_URL'
  const url = new URL(address)
  if (url.password) url.password = '***'
  for (const name of url.searchParams.keys()) if (/pass|secret|key/i.test(name)) url.searchParams.set(name, '***')
  return url.href
}

/**
 * Asks the database for a sign of life.
 *
 * @param address - a database URL
 * @returns when it answered
 * @throws BootRefused with its masked address, what is wrong and what to try
 */
export async function requireDatabase(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: PATIENCE })
  // Lost while we say goodbye to it: that it answered is all we wanted to know.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : ''
    const reason = REASONS[code] ?? 'it does not answer. Check DATABASE_URL and the way there'
    throw new BootRefused(`Cannot use the database at ${maskedDatabase(address)}: ${reason}.`, { cause: error })
  } finally {
    await client.end().catch(() => {})
  }
}
