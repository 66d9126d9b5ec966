import { DateTime } from 'luxon'
import type { EnvironmentLock } from './environment_lock.js'
import type { FeatureDefinition, FeatureState } from './feature_definition.js'
import type { FeatureReason } from './feature_reason.js'
import type { FeatureSetting } from './feature_setting.js'
import type { ResolvedFeature } from './resolve_features.js'
import type { FeatureRules } from './rules/rule_set.js'
import { stateAt } from './snapshot.js'

/** All that an operator wants to know of a feature. */
export interface FeatureExplanation {
  key: string
  /** What is in force now, for those whom no rule about people keeps out. */
  state: FeatureState
  reason: FeatureReason
  /** Name of the plugin, or null when no loaded plugin declares the key. */
  plugin: string | null
  summary: string | null
  owner: string | null
  /** State before anybody changed it, and whenever the database cannot be asked. */
  default: FeatureState | null
  /** The variable of the environment that dictates the state, or null. */
  lockedBy: string | null
  /** What operators decided, whether or not it is in force. */
  setting: { state: FeatureState; rules: FeatureRules } | null
  /** The rules in force, its own and inherited ones, in words; empty for everybody. */
  audience: string
  /** ISO date after which the switch should be gone from the code, or null. */
  expires: string | null
  /** True when that date has passed. */
  isExpired: boolean
  isDeclared: boolean
}

/** What an explanation is made of. */
export interface ExplainedFeature {
  definition: FeatureDefinition
  setting: FeatureSetting | null
  lock: EnvironmentLock | null
  resolved: ResolvedFeature
}

function ownSetting(setting: FeatureSetting | null): FeatureExplanation['setting'] {
  return setting && { state: setting.state, rules: setting.rules }
}

function isPast(date: string | undefined): boolean {
  return date !== undefined && DateTime.fromISO(date).endOf('day') < DateTime.now()
}

function audienceOf({ key, restrictions }: { key: string; restrictions: ResolvedFeature['restrictions'] }): string {
  return (restrictions ?? [])
    .map((restriction) =>
      restriction.key === key ? `${restriction.rules}` : `${restriction.key}: ${restriction.rules}`
    )
    .join('; ')
}

/**
 * @param feature - a declared feature and what is in force for it
 * @returns its explanation
 */
export function explainFeature({ definition, setting, lock, resolved }: ExplainedFeature): FeatureExplanation {
  const state = stateAt(resolved, Date.now())
  const audience = audienceOf({ key: definition.key, restrictions: resolved.restrictions })
  const closed: FeatureReason = { kind: 'window', text: `its time window is not open: ${audience}` }
  return {
    key: definition.key,
    state,
    reason: state === resolved.state ? resolved.reason : closed,
    plugin: definition.plugin,
    summary: definition.summary,
    owner: definition.owner,
    default: definition.default,
    lockedBy: lock?.variable ?? null,
    setting: ownSetting(setting),
    audience,
    expires: definition.expires ?? null,
    isExpired: isPast(definition.expires),
    isDeclared: true,
  }
}

/**
 * @param key - a key that no loaded plugin declares
 * @param setting - what the database has for it
 * @param failure - why its plugin could not be loaded, if that is so
 * @returns its explanation: off, and why
 */
export function explainStranger(
  key: string,
  setting: FeatureSetting | null,
  failure: { name: string; error: Error } | null
): FeatureExplanation {
  const reason: FeatureReason = failure
    ? { kind: 'failed', text: `plugin ${failure.name} is out of use: ${failure.error.message}` }
    : { kind: 'undeclared', text: 'no plugin declares it; kept, and used by nobody' }
  return {
    key,
    state: 'off',
    reason,
    plugin: null,
    summary: null,
    owner: null,
    default: null,
    lockedBy: null,
    setting: ownSetting(setting),
    audience: '',
    expires: null,
    isExpired: false,
    isDeclared: false,
  }
}
