import type { Features } from '../features/features.js'
import type { PluginRegistry } from '../plugins/plugin_registry.js'
import type { Setting } from './setting.js'
import { SITE_SETTINGS } from './site_settings.js'

/** The settings of the site itself, or of one plugin. */
export interface SettingGroup {
  /** Name of the plugin; null for the site itself. */
  plugin: string | null
  title: string
  /** False while the plugin is off: nobody reads its settings then. */
  isOn: boolean
  settings: readonly Setting[]
}

/** A setting, and whose it is. */
export interface FoundSetting {
  setting: Setting
  group: SettingGroup
}

/** Every setting that is declared. */
export class SettingCatalogue {
  readonly #plugins: PluginRegistry
  readonly #features: Features

  /**
   * @param plugins - who may declare
   * @param features - decides who is on
   */
  constructor(plugins: PluginRegistry, features: Features) {
    this.#plugins = plugins
    this.#features = features
  }

  /** @returns the site's own settings, then those of each plugin in its order, also of plugins that are off */
  async groups(): Promise<SettingGroup[]> {
    const own: SettingGroup = { plugin: null, title: 'Site', isOn: true, settings: SITE_SETTINGS }
    const declaring = this.#plugins.all().flatMap(({ name, manifest }) => {
      const source = manifest.contributes?.settings
      return source ? [{ plugin: name, title: manifest.title, isOn: this.#features.isOn(name), source }] : []
    })
    const groups = await Promise.all(
      declaring.map(async ({ source, ...group }) => ({ ...group, settings: (await source()).default }))
    )
    return [own, ...groups]
  }

  /** @returns every setting, also of plugins that are off */
  async all(): Promise<Setting[]> {
    return (await this.groups()).flatMap((group) => group.settings)
  }

  /**
   * @param key - of a setting
   * @returns it, and whose it is; null when nobody declares it
   */
  async find(key: string): Promise<FoundSetting | null> {
    for (const group of await this.groups()) {
      const setting = group.settings.find((one) => one.key === key)
      if (setting) return { setting, group }
    }
    return null
  }
}
