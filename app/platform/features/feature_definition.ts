import type { PluginRegistry } from '../plugins/plugin_registry.js'

/** What a feature does: its pages answer, are gone, or say that they will be back. */
export type FeatureState = 'on' | 'off' | 'maintenance'

/** What a plugin declares of a feature in its manifest. */
export interface FeatureDeclaration {
  /** One sentence for operators: what goes dark when it is off. */
  summary: string
  /** Who decides about it: a role or team, e.g. `release managers`. */
  owner: string
  /** State before anybody changed it, and whenever the database cannot be asked. */
  default: FeatureState
  /** ISO date after which a temporary switch should be gone from the code; operators are told. */
  expires?: string
}

/** A declared feature under its full key. */
export interface FeatureDefinition extends FeatureDeclaration {
  /** `downloads`, or `downloads.statistics` for a finer one. */
  key: string
  /** Name of the plugin that declares it. */
  plugin: string
  /** True for the switch of a core plugin: it cannot be changed. */
  core: boolean
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
    }
    const finer = Object.entries(manifest.features ?? {}).map(([part, declared]) => ({
      ...declared,
      key: `${name}.${part}`,
      plugin: name,
      core: false,
    }))
    return [own, ...finer]
  })
}
