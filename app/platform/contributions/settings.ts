import type { Lazy } from '../plugins/lazy.js'
import type { Setting } from '../settings/setting.js'

/** The settings of a plugin; the module's default export lists them. */
export type SettingSource = Lazy<readonly Setting[]>
