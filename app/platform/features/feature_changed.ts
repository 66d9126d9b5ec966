import type { FeatureState } from './feature_definition.js'

/**
 * Emitted in every process when what is in force for a feature has changed, also through the plugin it belongs to or
 * one that it requires: caches drop what showed it. When only its rules changed, `from` and `to` are the same.
 *
 * @example
 * emitter.on(FeatureChanged, ({ key, to }) => logger.info(`${key} is ${to}`))
 */
export class FeatureChanged {
  /**
   * @param key - the feature's key
   * @param from - its state before
   * @param to - its state now
   */
  constructor(
    readonly key: string,
    readonly from: FeatureState,
    readonly to: FeatureState
  ) {}
}
