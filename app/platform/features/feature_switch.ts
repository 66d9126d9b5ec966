import { isDeepStrictEqual } from 'node:util'
import type { AuditOrigin } from '../audit/audit_origin.js'
import { closestNames } from '../plugins/closest_names.js'
import { dependentFeatures } from './dependent_features.js'
import { FeatureChangeRefused } from './feature_change_refused.js'
import { worseState, type FeatureDefinition, type FeatureState } from './feature_definition.js'
import type { FeatureSetting, StoredFeature } from './feature_setting.js'
import type { FeatureStore } from './feature_store.js'
import type { Features } from './features.js'
import { RuleSet, type FeatureRules } from './rules/rule_set.js'

/** A change that somebody asks for. */
export interface FeatureChange {
  key: string
  /** The new state; without it, the state stays. */
  state?: FeatureState
  /** The new rules in the place of all the old ones; without it, they stay. `{}` clears them. */
  rules?: FeatureRules
  /** A user, or `name@host` for a command. */
  who: string
  reason?: string | null
  /** From where, for the audit log: `auditOrigin(ctx)` for a request. */
  origin?: AuditOrigin
  /** Switch off what requires it too; otherwise such a change is refused. */
  cascade?: boolean
}

/**
 * Changes features: in the database with a line in the history, in this process at once, and by the database's
 * announcement in all others.
 *
 * @example
 * const featureSwitch = await app.container.make(FeatureSwitch)
 * await featureSwitch.change({ key: 'events', state: 'off', who: 'guido@desk', reason: 'spam' })
 */
export class FeatureSwitch {
  readonly #features: Features
  readonly #store: FeatureStore

  /**
   * @param features - what is in force in this process
   * @param store - where decisions are kept
   */
  constructor(features: Features, store: FeatureStore) {
    this.#features = features
    this.#store = store
  }

  /** Reads what is in force, for a process that does not listen to the database, such as a command. */
  async refresh(): Promise<void> {
    this.#features.replace(await this.#store.all())
  }

  /**
   * Plugins that are on, require a feature, and would go with it.
   *
   * @param key - the feature
   * @param state - the state that it would get
   * @returns keys of plugins that would get worse
   */
  affectedBy(key: string, state: FeatureState): string[] {
    const own = this.#features.definitions().find((definition) => definition.key === key)?.plugin
    return dependentFeatures(this.#features.definitions(), key)
      .filter((definition) => definition.key === definition.plugin && definition.plugin !== own)
      .map((definition) => definition.key)
      .filter((other) => this.#wouldWorsen(other, state))
  }

  /**
   * @param key - a feature that somebody wants to change
   * @throws FeatureChangeRefused when it is unknown, core or locked
   */
  refuseUnchangeable(key: string): void {
    this.#changeable(key)
  }

  /**
   * @param change - what to change
   * @returns the rows that changed, the cascaded ones included; none when all was so already
   * @throws FeatureChangeRefused when it is unknown, core, locked or required, and RuleError for rules that make no sense
   */
  async change(change: FeatureChange): Promise<StoredFeature[]> {
    const definition = this.#changeable(change.key)
    const now = this.#currentSetting(definition)
    const rules = change.rules === undefined ? now.rules : RuleSet.read(change.rules).toJSON()
    const next: FeatureSetting = { key: change.key, state: change.state ?? now.state, rules }
    const cascaded = this.#wouldWorsen(next.key, next.state) ? this.#cascade(next, change) : []
    if (cascaded.length === 0 && isDeepStrictEqual(now, next)) return []
    const rows = await this.#store.write([next, ...cascaded], change)
    this.#features.apply(rows)
    return rows
  }

  #wouldWorsen(key: string, state: FeatureState): boolean {
    const now = this.#features.explain(key).state
    return now !== state && worseState(now, state) === state
  }

  #currentSetting(definition: FeatureDefinition): FeatureSetting {
    const { key } = definition
    const setting = this.#features.setting(key)
    return { key, state: setting?.state ?? definition.default, rules: setting?.rules ?? {} }
  }

  #changeable(key: string): FeatureDefinition {
    const definition = this.#features.definitions().find((known) => known.key === key)
    if (!definition) throw this.#unknown(key)
    if (definition.core) {
      throw new FeatureChangeRefused('E_CORE_FEATURE', `${key} is a core plugin: the site cannot be without it.`)
    }
    const { lockedBy } = this.#features.explain(key)
    if (lockedBy === null) return definition
    throw new FeatureChangeRefused(
      'E_LOCKED_FEATURE',
      `${key} is locked by the environment variable ${lockedBy}: change or unset it and restart the site.`,
      [lockedBy]
    )
  }

  #unknown(key: string): FeatureChangeRefused {
    const { reason } = this.#features.explain(key)
    if (reason.kind === 'failed') {
      return new FeatureChangeRefused('E_FAILED_PLUGIN', `${key} cannot be switched: ${reason.text}`)
    }
    const keys = this.#features.definitions().map((definition) => definition.key)
    const near = closestNames(key, keys)
    const hint = near.length ? ` Did you mean ${near.join(' or ')}?` : ''
    return new FeatureChangeRefused('E_UNKNOWN_FEATURE', `There is no feature "${key}".${hint}`, near)
  }

  #cascade({ key, state }: FeatureSetting, { cascade }: FeatureChange): FeatureSetting[] {
    const affected = this.affectedBy(key, state)
    if (affected.length > 0 && !cascade) throw required(key, state, affected)
    return affected.map((other) => ({ ...this.#currentSetting(this.#changeable(other)), state }))
  }
}

function required(key: string, state: FeatureState, affected: readonly string[]): FeatureChangeRefused {
  const [verb, them] = affected.length === 1 ? ['requires', 'it'] : ['require', 'them']
  const first = state === 'maintenance' ? `Put ${them} into maintenance` : `Switch ${them} off`
  const message = `${affected.join(', ')} ${verb} ${key}. ${first} first, or cascade to do both at once.`
  return new FeatureChangeRefused('E_REQUIRED_FEATURE', message, affected)
}
