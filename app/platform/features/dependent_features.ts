import type { FeatureDefinition } from './feature_definition.js'

/**
 * Features that cannot be on without another one: finer features of the plugin, plugins that require it, and so on.
 *
 * @param definitions - every declared feature
 * @param key - a feature
 * @returns all that stand below it, directly or not, in the order of the definitions
 */
export function dependentFeatures(definitions: readonly FeatureDefinition[], key: string): FeatureDefinition[] {
  const below = new Set([key])
  const grow = (): boolean => {
    const found = definitions.filter(
      ({ key: other, requires }) => !below.has(other) && requires.some((one) => below.has(one))
    )
    for (const definition of found) below.add(definition.key)
    return found.length > 0
  }
  while (grow());
  return definitions.filter((definition) => definition.key !== key && below.has(definition.key))
}
