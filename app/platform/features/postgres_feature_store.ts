import type { Database } from '@adonisjs/lucid/database'
import { originColumns } from '../audit/audit_origin.js'
import { SELECT_FEATURES, toStoredFeature, type FeatureRow } from './feature_rows.js'
import type { FeatureSetting, StoredFeature } from './feature_setting.js'
import {
  FeatureStore,
  type ChangeAuthor,
  type FeatureChangeRecord,
  type HistoryFilter,
  type RecordedValue,
} from './feature_store.js'

interface HistoryRow {
  id: number
  key: string
  who: string
  changed_at: Date
  from: RecordedValue | null
  to: RecordedValue | null
  reason: string | null
}

/** For the triggers that write the history and the audit log; forgotten when the transaction ends. */
const SAY_WHO = `
  select set_config('pydotorg.who', ?, true), set_config('pydotorg.reason', ?, true), set_config('pydotorg.origin', ?, true)`

const UPSERT = `
  insert into features (key, state, rules)
  select given.key, given.state, given.rules
  from jsonb_to_recordset(?::jsonb) as given (key text, state text, rules jsonb)
  on conflict (key) do update set state = excluded.state, rules = excluded.rules
  returning key, state, rules, updated_at`

const HISTORY = `
  select id, key, who, changed_at, "from", "to", reason from feature_changes
  where ?::text is null or key = ?
  order by id desc limit ?`

/**
 * Decisions in PostgreSQL. The history is written and the change announced by triggers (see the migration), so that
 * a change by hand in psql is recorded and noticed like any other.
 */
export class PostgresFeatureStore extends FeatureStore {
  readonly #db: Database

  /** @param db - Lucid's database */
  constructor(db: Database) {
    super()
    this.#db = db
  }

  override async all(): Promise<StoredFeature[]> {
    const { rows } = await this.#db.rawQuery<{ rows: FeatureRow[] }>(SELECT_FEATURES)
    return rows.map(toStoredFeature)
  }

  override async write(settings: readonly FeatureSetting[], author: ChangeAuthor): Promise<StoredFeature[]> {
    const { who, reason, origin } = author
    const from = origin ? JSON.stringify(originColumns(origin)) : ''
    return this.#db.transaction(async (trx) => {
      await trx.rawQuery(SAY_WHO, [who, reason ?? '', from])
      const { rows } = await trx.rawQuery<{ rows: FeatureRow[] }>(UPSERT, [JSON.stringify(settings)])
      return rows.map(toStoredFeature)
    })
  }

  override async history({ key, limit }: HistoryFilter): Promise<FeatureChangeRecord[]> {
    const asked = key ?? null
    const { rows } = await this.#db.rawQuery<{ rows: HistoryRow[] }>(HISTORY, [asked, asked, limit])
    return rows.map(({ changed_at: changedAt, ...line }) => ({ ...line, changedAt }))
  }
}
