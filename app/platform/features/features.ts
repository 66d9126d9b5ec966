import { environmentLocks, type Environment, type EnvironmentLock } from './environment_lock.js'
import { explainFeature, explainStranger, type FeatureExplanation } from './explain_feature.js'
import type { FeatureChanged } from './feature_changed.js'
import type { FeatureDefinition, FeatureState } from './feature_definition.js'
import type { FeatureSetting, StoredFeature } from './feature_setting.js'
import { NOBODY, type FeatureSubject } from './feature_subject.js'
import { markAsked, resolveFeatures, type ResolvedFeature, type Restriction } from './resolve_features.js'
import { letsIn, type RuleMatch } from './rules/rule_set.js'
import { changedFeatures, snapshot, type Snapshot } from './snapshot.js'

/** A plugin that is there and could not be loaded or started. */
export interface FailedPlugin {
  name: string
  error: Error
}

/** A state and what decided it for this subject; null where no rule was asked. */
export interface FeatureEvaluation {
  state: FeatureState
  match: RuleMatch | null
}

/**
 * The switches of the site, read from memory: asking costs no I/O. Values come from the database through
 * `featureChannel()`; until they do, and for whatever nobody decided, the defaults of the manifests count.
 *
 * @example
 * const features = await app.container.make(Features)
 * if (features.isOn('events.submissions')) { … }
 */
export class Features {
  readonly #environment: Environment
  readonly #onChange = new Set<(change: FeatureChanged) => void>()
  #definitions: ReadonlyMap<string, FeatureDefinition> = new Map()
  #failures: readonly FailedPlugin[] = []
  #locks: ReadonlyMap<string, EnvironmentLock> = new Map()
  #settings: ReadonlyMap<string, FeatureSetting> = new Map()
  #resolved: ReadonlyMap<string, ResolvedFeature> = new Map()
  #snapshot: Snapshot = new Map()

  /**
   * @param definitions - what the plugins declare
   * @param environment - variables that may lock a feature
   * @throws FeatureEnvironmentError when such a variable says something else than a state
   */
  constructor(definitions: readonly FeatureDefinition[], environment: Environment = {}) {
    this.#environment = environment
    this.redefine(definitions, [])
  }

  /** Every declared feature. */
  definitions(): FeatureDefinition[] {
    return [...this.#definitions.values()]
  }

  /**
   * @param key - a feature's key
   * @param subject - for whom; without it, rules about people let nobody in
   * @returns its state; `off` for a key that nobody declares
   */
  state(key: string, subject: FeatureSubject = NOBODY): FeatureState {
    const feature = this.#resolved.get(key)
    if (feature === undefined) return 'off'
    feature.wasAsked = true
    if (feature.restrictions === null) return feature.state
    return this.#pass(feature, subject).state
  }

  /**
   * @param key - a feature's key
   * @param subject - for whom; without it, rules about people let nobody in
   * @returns true when its state is `on`
   */
  isOn(key: string, subject: FeatureSubject = NOBODY): boolean {
    return this.state(key, subject) === 'on'
  }

  /**
   * @param key - a feature's key
   * @returns true when the answer may depend on who asks, so that a page that shows it is not for a shared cache
   */
  isTargeted(key: string): boolean {
    const restrictions = this.#resolved.get(key)?.restrictions ?? []
    return restrictions.some(({ rules }) => rules.isTargeted)
  }

  /**
   * As `state`, with what decided it.
   *
   * @param key - a feature's key
   * @param subject - for whom
   * @returns null for a key that nobody declares
   */
  evaluate(key: string, subject: FeatureSubject = NOBODY): FeatureEvaluation | null {
    const feature = this.#resolved.get(key)
    if (feature) feature.wasAsked = true
    return feature ? this.#pass(feature, subject) : null
  }

  /**
   * @param key - a feature's key
   * @returns true when something in this process has asked for its state since it started; reports do not count
   */
  wasAsked(key: string): boolean {
    return this.#resolved.get(key)?.wasAsked ?? false
  }

  /**
   * @param key - a feature's key, declared or not
   * @returns the state before any rule is asked, and the rules that somebody must pass, inherited ones first
   */
  decided(key: string): { declared: FeatureState; restrictions: readonly Restriction[] } {
    const feature = this.#resolved.get(key)
    return { declared: feature?.state ?? 'off', restrictions: feature?.restrictions ?? [] }
  }

  /**
   * All that an operator wants to know of a feature.
   *
   * @param key - a feature's key, declared or not
   * @returns its state, the reason for it, and what stands in its manifest, in the database and in the environment
   */
  explain(key: string): FeatureExplanation {
    const definition = this.#definitions.get(key)
    const setting = this.#settings.get(key) ?? null
    if (!definition) return explainStranger(key, setting, this.#failureOf(key))
    const resolved = this.#resolved.get(key) as ResolvedFeature
    return explainFeature({ definition, setting, lock: this.#locks.get(key) ?? null, resolved })
  }

  /** Explanations of all there is: declared features in load order, then failed plugins, then undeclared keys. */
  explainAll(): FeatureExplanation[] {
    const keys = [...this.#definitions.keys(), ...this.#failures.map(({ name }) => name), ...this.#settings.keys()]
    return [...new Set(keys)].map((key) => this.explain(key))
  }

  /**
   * @param key - a feature's key
   * @returns what operators decided about it, or null
   */
  setting(key: string): FeatureSetting | null {
    return this.#settings.get(key) ?? null
  }

  /** What operators decided about every feature, also about keys that no plugin declares. */
  settings(): FeatureSetting[] {
    return [...this.#settings.values()]
  }

  /**
   * Puts what stands in the database in the place of all settings so far.
   *
   * @param settings - every row
   */
  replace(settings: readonly (FeatureSetting | StoredFeature)[]): void {
    this.#settings = new Map(settings.map((setting) => [setting.key, setting]))
    this.#resolve()
  }

  /**
   * Puts some settings in force and leaves the others.
   *
   * @param settings - the changed rows
   */
  apply(settings: readonly (FeatureSetting | StoredFeature)[]): void {
    this.replace([...this.#settings.values(), ...settings])
  }

  /**
   * Called when a plugin was taken out of use: its features are off from here on.
   *
   * @param definitions - what the plugins that are left declare
   * @param failures - the others
   */
  redefine(definitions: readonly FeatureDefinition[], failures: readonly FailedPlugin[]): void {
    this.#definitions = new Map(definitions.map((definition) => [definition.key, definition]))
    this.#failures = failures
    this.#locks = environmentLocks([...this.#definitions.keys()], this.#environment)
    this.#resolve()
  }

  /** Looks at the clock: a time window that opened or closed since is told to the listeners of changes. */
  tick(): void {
    this.#resolve()
  }

  /** When a time window opens or closes next, in milliseconds since 1970, or null. */
  nextEdge(): number | null {
    const now = Date.now()
    const rules = [...this.#resolved.values()].flatMap(({ restrictions }) => restrictions ?? [])
    const edges = rules.map((restriction) => restriction.rules.nextEdge(now)).filter((edge) => edge !== null)
    return edges.length === 0 ? null : edges.reduce((first, edge) => Math.min(first, edge))
  }

  /**
   * @param listener - called after a change is in force, once for each feature; it must not throw
   * @returns call it to stop listening
   */
  onChange(listener: (change: FeatureChanged) => void): () => void {
    this.#onChange.add(listener)
    return () => this.#onChange.delete(listener)
  }

  #pass(feature: ResolvedFeature, subject: FeatureSubject): FeatureEvaluation {
    let match: RuleMatch | null = null
    for (const { key, rules } of feature.restrictions ?? []) {
      match = rules.match(key, subject)
      if (!letsIn(match)) return { state: 'off', match }
    }
    return { state: feature.state, match }
  }

  #resolve(): void {
    const before = this.#snapshot
    const sources = { definitions: this.#definitions, settings: this.#settings, locks: this.#locks }
    const asked = [...this.#resolved].filter(([, { wasAsked }]) => wasAsked).map(([key]) => key)
    this.#resolved = resolveFeatures(sources)
    for (const key of asked) markAsked(this.#resolved.get(key))
    this.#snapshot = snapshot(this.#resolved, Date.now())
    for (const change of changedFeatures(before, this.#snapshot)) {
      for (const listener of this.#onChange) listener(change)
    }
  }

  #failureOf(key: string): FailedPlugin | null {
    const plugin = key.split('.')[0]
    return this.#failures.find(({ name }) => name === plugin) ?? null
  }
}
