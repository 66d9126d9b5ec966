import type pg from 'pg'
import { keptSettings } from './live_settings.js'

/**
 * Reads what is in force, for a process that lives too short to listen, such as a command.
 *
 * @param client - connected; without the table, as before the first migration, the defaults count
 */
export async function readSettingsOnce(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is_there: boolean }>("select to_regclass('settings') is not null as is_there")
  if (!rows[0]?.is_there) return
  const putInForce = await keptSettings.read(client)
  putInForce()
}
