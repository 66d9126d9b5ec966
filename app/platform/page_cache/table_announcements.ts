import pg from 'pg'

/** The channel on which a table is named, at commit, that a statement may have changed. */
export const TABLES_CHANNEL = 'pydotorg_tables'

/**
 * Tables of which no public page is made, and which are written all the time: who is signed in, what was counted, what is
 * to be done, what was done. An announcement for each of these would be for nothing.
 */
const NEVER_SHOWN = [
  ...['sessions', 'rate_limits', 'audit_entries', 'one_time_links', 'access_tokens', 'trusted_devices'],
  ...['totp_secrets', 'recovery_codes', 'passkeys', 'job_outbox', 'job_held', 'job_schedules', 'feature_changes'],
  ...['mails', 'mail_attempts', 'mail_notices', 'mail_suppressions', 'mail_unsubscriptions', 'feature_plans'],
  ...['mail_template_overrides', 'mail_template_versions', 'settings', 'setting_changes'],
  ...['adonis_schema', 'adonis_schema_versions'],
]
/** What is kept there is of other tables and has tags of its own, so that a page is never made of it. */
const OF_FRAGMENTS = 'cache_entries'
const TRIGGER = 'pydotorg_announce_table'

const FUNCTION = `
  create or replace function ${TRIGGER}() returns trigger language plpgsql as $$
  begin
    perform pg_notify('${TABLES_CHANNEL}', tg_table_name);
    return null;
  end $$`

/** Everything that a statement can read from by its name, and whether its changes are announced. */
const RELATIONS = `
  select c.relname as name, c.relkind = 'r' as is_table,
    exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = '${TRIGGER}') as is_announced
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relname <> '${OF_FRAGMENTS}'`

interface Relation {
  name: string
  is_table: boolean
  is_announced: boolean
}

/** The tables of the database. */
export interface AnnouncedTables {
  all: ReadonlySet<string>
  /** Those whose changes are announced. */
  announced: ReadonlySet<string>
}

/**
 * Has the database announce every statement that changes a table of which a page may be made, also one that is typed by
 * hand. New tables get their trigger here, whoever made them.
 *
 * @param settings - how to reach the database, as `pg` takes it
 * @returns what is there now; tables without a trigger where the database refused, and the reason
 * @throws whatever the database says when it cannot be read
 */
export async function announceTables(settings: pg.ClientConfig): Promise<AnnouncedTables & { refused: Error | null }> {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 5_000, application_name: 'pydotorg tables' })
  await client.connect()
  try {
    const refused = (await silentTables(client)).length > 0 ? await makeTriggers(client) : null
    const all = await relations(client)
    const announced = all.filter(({ is_announced }) => is_announced)
    return { all: namesOf(all), announced: namesOf(announced), refused }
  } finally {
    await client.end()
  }
}

async function makeTriggers(client: pg.Client): Promise<Error | null> {
  try {
    await client.query('begin')
    // Several processes may start at once, and none of them may wait for somebody's long transaction.
    await client.query("set local lock_timeout = '3s'")
    await client.query(`select pg_advisory_xact_lock(hashtext('${TRIGGER}'))`)
    await client.query(FUNCTION)
    for (const table of await silentTables(client)) {
      await client.query(
        `create trigger ${TRIGGER} after insert or update or delete or truncate on ${client.escapeIdentifier(table)}
         for each statement execute function ${TRIGGER}()`
      )
    }
    await client.query('commit')
    return null
  } catch (error) {
    await client.query('rollback')
    return error as Error
  }
}

async function silentTables(client: pg.Client): Promise<string[]> {
  const silent = (await relations(client)).filter(({ is_table, is_announced }) => is_table && !is_announced)
  return silent.map(({ name }) => name).filter((name) => !NEVER_SHOWN.includes(name))
}

async function relations(client: pg.Client): Promise<Relation[]> {
  return (await client.query<Relation>(RELATIONS)).rows
}

function namesOf(found: readonly Relation[]): Set<string> {
  return new Set(found.map(({ name }) => name))
}
