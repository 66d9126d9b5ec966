import app from '@adonisjs/core/services/app'
import type { FeatureState } from '../features/feature_definition.js'
import { Features } from '../features/features.js'
import type { FeatureRules } from '../features/rules/rule_set.js'

/**
 * Switches a feature for a test, in this process and in memory only.
 *
 * @param key - the feature
 * @param state - its state
 * @param rules - for whom it is on
 * @returns call it to have everything as before; Japa does so when a `setup` hook returns it
 * @example
 * group.each.setup(() => switchFeature('events', 'off'))
 */
export async function switchFeature(key: string, state: FeatureState, rules: FeatureRules = {}): Promise<() => void> {
  const features = await app.container.make(Features)
  const before = features.settings()
  features.apply([{ key, state, rules }])
  return () => features.replace(before)
}
