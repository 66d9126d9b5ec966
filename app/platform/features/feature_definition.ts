import type { PluginRegistry } from '../plugins/plugin_registry.js'

/** What a feature does: its pages answer, are gone, or say that they will be back. */
export type FeatureState = 'on' | 'off' | 'maintenance'

/** From best to worst: of two states that both apply, the later one wins. */
export const FEATURE_STATES = ['on', 'maintenance', 'off'] as const satisfies readonly FeatureState[]

/**
 * @param value - what somebody typed or stored
 * @returns true for the name of a state
 */
export function isFeatureState(value: unknown): value is FeatureState {
  return FEATURE_STATES.some((state) => state === value)
}

/**
 * @param a - a state
 * @param b - another
 * @returns the worse of the two
 */
export function worseState(a: FeatureState, b: FeatureState): FeatureState {
  return FEATURE_STATES.indexOf(a) > FEATURE_STATES.indexOf(b) ? a : b
}

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
