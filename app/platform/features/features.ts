import type { FeatureDefinition, FeatureState } from './feature_definition.js'

/** For whom a feature is asked. */
export interface FeatureSubject {
  userId?: number
  groups?: readonly string[]
  /** A random id that stays with a visitor, for rules by percentage. */
  visitorId?: string
}

/**
 * The switches of the site, read from memory: asking costs no I/O.
 *
 * @example
 * const features = await app.container.make(Features)
 * if (features.isOn('events.submissions')) { … }
 */
export class Features {
  readonly #definitions: ReadonlyMap<string, FeatureDefinition>

  /** @param definitions - what the plugins declare */
  constructor(definitions: readonly FeatureDefinition[]) {
    this.#definitions = new Map(definitions.map((definition) => [definition.key, definition]))
  }

  /** Every declared feature. */
  definitions(): FeatureDefinition[] {
    return [...this.#definitions.values()]
  }

  /**
   * @param key - a feature's key
   * @param _subject - for whom
   * @returns its state; `off` for a key that nobody declares
   */
  state(key: string, _subject: FeatureSubject = {}): FeatureState {
    return this.#definitions.get(key)?.default ?? 'off'
  }

  /**
   * @param key - a feature's key
   * @param subject - for whom
   * @returns true when its state is `on`
   */
  isOn(key: string, subject: FeatureSubject = {}): boolean {
    return this.state(key, subject) === 'on'
  }
}
