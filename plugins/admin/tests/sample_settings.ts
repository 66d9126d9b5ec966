import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { defineSetting, SettingCatalogue, SettingChanges, type SettingGroup } from '@pydotorg/platform/settings'

/** Yes or no. */
export const gateOpen = defineSetting({
  key: 'kennel.gate_open',
  title: 'Open gate',
  summary: 'Whether dogs run about in the garden.',
  type: 'boolean',
  default: false,
})

/** One of several. */
export const food = defineSetting({
  key: 'kennel.food',
  title: 'Food',
  summary: 'What dogs get in the evening.',
  type: 'choice',
  default: 'bones',
  choices: [
    { value: 'bones', label: 'Bones' },
    { value: 'biscuits', label: 'Dry biscuits' },
  ],
})

class WithKennel extends SettingCatalogue {
  override async groups(): Promise<SettingGroup[]> {
    const kennel = { plugin: 'kennel', title: 'Kennel', isOn: true, settings: [gateOpen, food] }
    return [...(await super.groups()), kennel]
  }
}

/**
 * Declares two settings beside those of the site, of kinds that no plugin declares.
 *
 * @returns call it to be without them again
 */
export async function sampleSettings(): Promise<() => void> {
  const { container } = app
  const catalogue = new WithKennel(await container.make(PluginRegistry), await container.make(Features))
  container.swap(SettingCatalogue, () => catalogue)
  container.swap(SettingChanges, () => new SettingChanges(db, catalogue))
  return () => {
    container.restore(SettingCatalogue)
    container.restore(SettingChanges)
  }
}
