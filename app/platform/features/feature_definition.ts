import type { PluginRegistry } from '../plugins/plugin_registry.js'
import type { FeatureDeclaration } from './feature_declaration.js'

export { FEATURE_STATES, isFeatureState, worseState } from './feature_declaration.js'
export type { FeatureDeclaration, FeatureState } from './feature_declaration.js'

/** A declared feature under its full key. */
export interface FeatureDefinition extends FeatureDeclaration {
  /** `downloads`, or `downloads.statistics` for a finer one. */
  key: string
  /** Name of the plugin that declares it. */
  plugin: string
  /** True for the switch of a core plugin: it cannot be changed. */
  core: boolean
  /** Keys of the features without which this one is not on: required plugins, or the plugin of a finer feature. */
  requires: readonly string[]
}

/**
 * The features that the plugins declare: one for each plugin and the finer ones below it.
 *
 * @param plugins - the loaded plugins
 * @returns definitions, plugin by plugin in load order
 * @example
 * featureDefinitions(plugins).map((feature) => feature.key) // ['events', 'events.submissions']
 */
export function featureDefinitions(plugins: PluginRegistry): FeatureDefinition[] {
  return plugins.all().flatMap(({ name, manifest }) => {
    const own: FeatureDefinition = {
      owner: 'operators',
      default: 'on',
      ...manifest.feature,
      summary: manifest.summary,
      key: name,
      plugin: name,
      core: manifest.core ?? false,
      requires: manifest.requires ?? [],
    }
    const finer = Object.entries(manifest.features ?? {}).map(([part, declared]) => ({
      ...declared,
      key: `${name}.${part}`,
      plugin: name,
      core: false,
      requires: [name],
    }))
    return [own, ...finer]
  })
}
