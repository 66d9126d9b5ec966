import pg from 'pg'
import { SELECT_FEATURES, toStoredFeature, type FeatureRow } from './feature_rows.js'
import type { Features } from './features.js'

/** Milliseconds that a command waits for the database before it goes by the defaults. */
const PATIENCE = 2_000

/**
 * Reads what is in force, for a process that lives too short to listen, such as a command.
 *
 * @param connection - how to reach the database, as `pg` takes it
 * @param features - where to put it
 * @param also - reads what else is in force, by the same connection
 * @throws whatever `pg` throws when the database or the table is not there; the features stay as they were
 */
export async function readFeaturesOnce(
  connection: pg.ClientConfig,
  features: Features,
  also?: (client: pg.Client) => Promise<void>
): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE })
  // A connection that breaks while it is idle must not end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<FeatureRow>(SELECT_FEATURES)
    features.replace(rows.map(toStoredFeature))
    await also?.(client)
  } finally {
    await client.end()
  }
}
