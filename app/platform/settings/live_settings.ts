import { KeptInMemory } from '../announcements/main.js'
import { Settings, type StoredSettings } from './settings.js'

interface SettingRow {
  key: string
  value: string
}

/** What operators decided, in the memory of this process. */
export const keptSettings = new KeptInMemory<SettingRow, StoredSettings>({
  name: 'pydotorg_settings',
  select: 'select key, value from settings order by key limit 2000',
  from: (rows) => new Map(rows.map(({ key, value }) => [key, value])),
})

/**
 * The settings of this process.
 *
 * @example
 * const count = settings.read(releasesOnHome)
 */
export const settings = new Settings(() => keptSettings.current(), process.env)
