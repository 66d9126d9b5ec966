import { inject } from '@adonisjs/core'
import {
  SettingCatalogue,
  SettingChanges,
  settings,
  type Setting,
  type SettingChangeRecord,
  type SettingDeclaration,
  type SettingExplanation,
  type SettingGroup,
} from '@pydotorg/platform/settings'

/** A setting as operators see it. */
export interface ListedSetting extends SettingExplanation {
  title: string
  summary: string
  declaration: SettingDeclaration
  /** As it is typed; empty for none. */
  defaultText: string
  /** Variables that would lock it, the one that wins first. */
  variables: readonly string[]
}

/** The settings of one plugin, or of the site itself. */
export interface ListedGroup {
  plugin: string | null
  title: string
  settings: ListedSetting[]
}

const LINES = 20

/** What operators see of settings: those of plugins that are on. */
@inject()
export class SettingDesk {
  constructor(
    protected catalogue: SettingCatalogue,
    protected changes: SettingChanges
  ) {}

  /** @returns all settings that are read now, by plugin */
  async groups(): Promise<ListedGroup[]> {
    return (await this.#shown()).map(({ plugin, title, settings: own }) => ({
      plugin,
      title,
      settings: own.map(listed),
    }))
  }

  /**
   * @param key - of a setting
   * @returns it; null when nobody declares it, or its plugin is off
   */
  async find(key: string): Promise<(ListedSetting & { owner: string }) | null> {
    for (const { title, settings: own } of await this.#shown()) {
      const setting = own.find((one) => one.key === key)
      if (setting) return { ...listed(setting), owner: title }
    }
    return null
  }

  /**
   * @param key - of one setting; without it, of all that are shown
   * @returns who changed what, newest first
   */
  history(key?: string): Promise<SettingChangeRecord[]> {
    return this.changes.history({ key, limit: LINES })
  }

  async #shown(): Promise<SettingGroup[]> {
    return (await this.catalogue.groups()).filter(({ isOn }) => isOn)
  }
}

function listed(setting: Setting): ListedSetting {
  const { declaration, defaultText, variables } = setting
  const { title, summary } = declaration
  return { ...settings.explain(setting), title, summary, declaration, defaultText, variables }
}
