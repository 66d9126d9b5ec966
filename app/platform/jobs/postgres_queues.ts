import type { BackendFactory, ConnectionOptions } from 'bullmq'
import pg from 'pg'
import { patientPool } from './patient_pool.js'
import type { QueueConnection } from './queue_connection.js'

/** Where BullMQ keeps its tables. */
export const QUEUE_SCHEMA = 'bullmq'

/** For how long a worker waits for a database that is being restarted, in milliseconds. */
const PATIENCE_MS = 120_000

/** What queues in PostgreSQL need. */
export interface PostgresQueuesOptions {
  /** How to reach the database, as `pg` takes it. It must be PostgreSQL itself: poolers by transaction drop LISTEN. */
  connection: pg.ClientConfig
  /** The most connections; each queue that is worked on listens with one of them. */
  max: number
}

/**
 * Queues in the site's own database, by BullMQ's backend for PostgreSQL 13 and newer. All queues and workers of a
 * process share a few connections.
 *
 * @param options - the database
 * @returns the connection; nothing connects before it is asked
 */
export async function postgresQueues({ connection, max }: PostgresQueuesOptions): Promise<QueueConnection> {
  const { createPostgresBackend, runMigrations } = await import('bullmq')
  const pool = new pg.Pool({
    ...withOwnSchema(connection),
    max,
    application_name: 'pydotorg jobs',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    allowExitOnIdle: true,
  })
  // What the loss of a connection means is told by the question that it takes with it, or by the next one. A connection
  // that somebody has in hand tells of it by itself too, and would end the process where nobody listens.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const backend = createPostgresBackend as unknown as BackendFactory
  const using = (each: pg.Pool): { connection: ConnectionOptions; backend: BackendFactory } => {
    return { connection: each as unknown as ConnectionOptions, backend }
  }
  return {
    kind: 'PostgreSQL',
    asking: using(pool),
    working: using(patientPool(pool, PATIENCE_MS)),
    // Trimming by count or age dead-locks there when workers finish at the same time (docs/adr/0005-queue.md).
    keepCompleted: null,
    prepare: async () => {
      const client = await pool.connect()
      try {
        if (await isPrepared(client)) return
        await runMigrations(client, QUEUE_SCHEMA)
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

/** What the site's address says of a search path is meant for its own tables; `pg` would let it win. */
function withOwnSchema(connection: pg.ClientConfig): pg.ClientConfig {
  const own = `-c search_path=${QUEUE_SCHEMA}`
  const { connectionString, options } = connection
  if (!connectionString || !URL.canParse(connectionString)) return { ...connection, options: `${options ?? ''} ${own}` }
  const url = new URL(connectionString)
  const given = url.searchParams.get('options') ?? options ?? ''
  url.searchParams.delete('options')
  return { ...connection, connectionString: url.href, options: `${given} ${own}`.trim() }
}

/** One question instead of a transaction under a lock, which every start of every process would wait for. */
async function isPrepared(client: pg.PoolClient): Promise<boolean> {
  const { LATEST_SCHEMA_VERSION } = await import('bullmq')
  const { rows } = await client.query(`select to_regclass('${QUEUE_SCHEMA}.migration') is not null as known`)
  if (!(rows as { known: boolean }[])[0]?.known) return false
  const { rows: versions } = await client.query(`select max(version)::int as version from ${QUEUE_SCHEMA}.migration`)
  return ((versions as { version: number | null }[])[0]?.version ?? 0) >= LATEST_SCHEMA_VERSION
}
