import type { Database } from '@adonisjs/lucid/database'
import { originColumns } from '../audit/audit_origin.js'
import type { ChangeAuthor } from '../features/feature_store.js'
import { closestNames } from '../plugins/closest_names.js'
import { keptSettings, settings } from './live_settings.js'
import { SettingValueError } from './read_text.js'
import type { Setting } from './setting.js'
import type { SettingCatalogue } from './setting_catalogue.js'
import { SettingChangeRefused } from './setting_change_refused.js'

/** One line of the history. */
export interface SettingChangeRecord {
  /** Grows with time. */
  id: number
  key: string
  who: string
  changedAt: Date
  /** Null when the default was in force. */
  from: string | null
  /** Null when the default is in force again. */
  to: string | null
  reason: string | null
}

interface HistoryRow extends Omit<SettingChangeRecord, 'changedAt'> {
  changed_at: Date
}

/** For the triggers that write the history and the audit log; forgotten when the transaction ends. */
const SAY_WHO = `
  select set_config('pydotorg.who', ?, true), set_config('pydotorg.reason', ?, true), set_config('pydotorg.origin', ?, true)`

const UPSERT = 'insert into settings (key, value) values (?, ?) on conflict (key) do update set value = excluded.value'

const HISTORY = `
  select id, key, who, changed_at, "from", "to", reason from setting_changes
  where ?::text is null or key = ?
  order by id desc limit ?`

/**
 * Changes settings. The history, the audit entry and the announcement are the work of triggers (see the migration), so
 * that a change by hand in psql is recorded and noticed like any other.
 */
export class SettingChanges {
  readonly #db: Database
  readonly #catalogue: SettingCatalogue

  /**
   * @param db - Lucid's database
   * @param catalogue - which settings there are
   */
  constructor(db: Database, catalogue: SettingCatalogue) {
    this.#db = db
    this.#catalogue = catalogue
  }

  /** Reads what is in force now, for a process that does not listen. */
  async refresh(): Promise<void> {
    await keptSettings.refresh()
  }

  /**
   * @param key - of a setting
   * @param typed - its new value as text; what the default says takes the decision back
   * @param author - who decided, and why
   * @returns false when it was so already
   * @throws SettingChangeRefused when there is no such setting, the environment locks it, or it is no value
   */
  async set(key: string, typed: string, author: ChangeAuthor): Promise<boolean> {
    const setting = await this.#changeable(key)
    const text = valueText(setting, typed)
    return this.#write(setting, text === setting.defaultText ? null : text, author)
  }

  /**
   * @param key - of a setting
   * @param author - who decided, and why
   * @returns false when the default was in force already
   * @throws SettingChangeRefused when there is no such setting, or the environment locks it
   */
  async reset(key: string, author: ChangeAuthor): Promise<boolean> {
    return this.#write(await this.#changeable(key), null, author)
  }

  /**
   * @param filter - one setting or all, and at most how many lines
   * @returns who changed what, newest first
   */
  async history({ key = null, limit }: { key?: string | null; limit: number }): Promise<SettingChangeRecord[]> {
    const { rows } = await this.#db.rawQuery<{ rows: HistoryRow[] }>(HISTORY, [key, key, limit])
    return rows.map(({ changed_at: changedAt, ...line }) => ({ ...line, changedAt }))
  }

  /**
   * @param key - as somebody typed it
   * @throws SettingChangeRefused with the closest keys when nobody declares such a setting
   */
  async refuseUnknown(key: string): Promise<void> {
    if (!(await this.#catalogue.find(key))) throw await this.#unknown(key)
  }

  async #write({ key }: Setting, text: string | null, author: ChangeAuthor): Promise<boolean> {
    const { who, reason, origin } = author
    await this.refresh()
    if ((keptSettings.current().get(key) ?? null) === text) return false
    await this.#db.transaction(async (trx) => {
      await trx.rawQuery(SAY_WHO, [who, reason ?? '', origin ? JSON.stringify(originColumns(origin)) : ''])
      if (text === null) await trx.rawQuery('delete from settings where key = ?', [key])
      else await trx.rawQuery(UPSERT, [key, text])
    })
    await this.refresh()
    return true
  }

  async #changeable(key: string): Promise<Setting> {
    const found = await this.#catalogue.find(key)
    if (!found) throw await this.#unknown(key)
    const { lockedBy } = settings.explain(found.setting)
    if (lockedBy === null) return found.setting
    throw new SettingChangeRefused(
      'E_LOCKED_SETTING',
      `${key} is locked by the environment variable ${lockedBy}: change or unset it and restart the site.`
    )
  }

  async #unknown(key: string): Promise<SettingChangeRefused> {
    const keys = (await this.#catalogue.all()).map((setting) => setting.key)
    const near = closestNames(key, keys)
    const hint = near.length ? ` Did you mean ${near.join(' or ')}?` : ''
    return new SettingChangeRefused('E_UNKNOWN_SETTING', `There is no setting "${key}".${hint}`)
  }
}

function valueText(setting: Setting, typed: string): string {
  try {
    return setting.textOf(typed)
  } catch (error) {
    if (error instanceof SettingValueError) throw new SettingChangeRefused('E_SETTING_VALUE', error.message)
    throw error
  }
}
