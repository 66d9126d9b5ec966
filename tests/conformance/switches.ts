import app from '@adonisjs/core/services/app'
import { Features, type FeatureState } from '@pydotorg/platform/features'

/**
 * Turns a plugin in memory, as an operator's decision does when it reaches this process.
 *
 * @param name - of the plugin
 * @param state - which it shall have
 * @returns call it to undo
 */
export async function turnPlugin(name: string, state: FeatureState): Promise<() => void> {
  const features = await app.container.make(Features)
  const before = features.settings()
  features.apply([{ key: name, state, rules: {} }])
  return () => features.replace(before)
}
