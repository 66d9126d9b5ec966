import pg from 'pg'

/** A database of a test's own. */
export interface ThrowawayDatabase {
  /** Its address, for DATABASE_URL. */
  url: string
  /** Removes it, also when somebody is still connected. */
  drop: () => Promise<void>
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * @param purpose - goes into its name
 * @param template - a database that nobody is connected to, to begin with a copy of
 * @returns a database on the server of the tests, empty without a template
 */
export async function throwawayDatabase(purpose: string, template?: ThrowawayDatabase): Promise<ThrowawayDatabase> {
  const name = `pydotorg_${purpose}_${process.pid}_${Date.now()}`
  const copied = template === undefined ? '' : ` template ${new URL(template.url).pathname.slice(1)}`
  await onServer(`create database ${name}${copied}`)
  const url = new URL(String(process.env.DATABASE_URL))
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) }
}
