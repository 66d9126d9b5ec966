/**
 * The launcher's few queries. `pg` is imported late, because the launcher runs
 * before anything is installed.
 */

/** @typedef {import('pg').Client} Client */

/**
 * Runs `work` with an open connection and closes it afterwards.
 *
 * @template T
 * @param {string} url
 * @param {(client: Client) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws whatever `pg` throws, or the work
 * @example
 * const one = await withClient(url, (client) => client.query('select 1'))
 */
export async function withClient(url, work) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while idle must not end the launcher.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Creates the databases that are missing.
 *
 * @param {string} url of any database on the server
 * @param {string[]} names
 * @returns {Promise<void>}
 */
export async function ensureDatabases(url, names) {
  await withClient(url, async (client) => {
    const { rows } = await client.query('select datname from pg_database')
    const present = new Set(rows.map((row) => row.datname))
    for (const name of names) {
      if (!present.has(name)) await client.query(`create database ${client.escapeIdentifier(name)}`)
    }
  })
}

/**
 * The data folder of the server behind a URL. Its password check works both
 * ways (SCRAM): only a server that was set up with our password answers.
 *
 * @param {string} url
 * @returns {Promise<string | null>} null when nobody answers, or a stranger
 */
export async function askDataDir(url) {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query("select current_setting('data_directory') as folder")
      return rows[0].folder
    })
  } catch {
    return null
  }
}
