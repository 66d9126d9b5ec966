import type { EnvironmentLock } from './environment_lock.js'
import { worseState, type FeatureDefinition, type FeatureState } from './feature_definition.js'
import type { FeatureReason } from './feature_reason.js'
import type { FeatureSetting } from './feature_setting.js'
import { RuleSet } from './rules/rule_set.js'

/** Rules of a feature, or of one that it requires, that somebody must pass. */
export interface Restriction {
  key: string
  rules: RuleSet
}

/** What is in force for a feature: its own setting and everything that stands above it. */
export interface ResolvedFeature {
  /** The state for those whom no restriction keeps out. */
  state: FeatureState
  /** Null when the state is the same for everybody at all times: the hot path asks no further. */
  restrictions: readonly Restriction[] | null
  reason: FeatureReason
  /** True once somebody asked; what nobody ever asks for is a switch without a wire. */
  wasAsked?: boolean
}

/** All that decides. */
export interface FeatureSources {
  definitions: ReadonlyMap<string, FeatureDefinition>
  settings: ReadonlyMap<string, FeatureSetting>
  locks: ReadonlyMap<string, EnvironmentLock>
}

type Above = ReadonlyMap<string, ResolvedFeature>

/** Stands in for a required plugin that could not be loaded. */
const ABSENT: ResolvedFeature = { state: 'off', restrictions: null, reason: { kind: 'failed', text: 'not there' } }

interface OwnValue {
  state: FeatureState
  rules: RuleSet
  reason: FeatureReason
}

function readRules(setting: FeatureSetting): RuleSet | string {
  try {
    return RuleSet.read(setting.rules)
  } catch (error) {
    return (error as Error).message
  }
}

/** What is decided about the feature itself: core, then the environment, then operators, then the manifest. */
function ownValue(definition: FeatureDefinition, { settings, locks }: FeatureSources): OwnValue {
  const lock = locks.get(definition.key)
  const setting = settings.get(definition.key)
  if (definition.core) return { state: 'on', rules: RuleSet.none, reason: { kind: 'core', text: 'core, always on' } }
  if (lock) {
    return { state: lock.state, rules: RuleSet.none, reason: { kind: 'locked', text: `locked by ${lock.variable}` } }
  }
  if (!setting) {
    return { state: definition.default, rules: RuleSet.none, reason: { kind: 'default', text: 'the default' } }
  }
  const rules = readRules(setting)
  if (typeof rules !== 'string') {
    return { state: setting.state, rules, reason: { kind: 'set', text: 'set by an operator' } }
  }
  // Somebody edited the table by hand. Rules are there to keep people out, so what cannot be read keeps all out.
  const state = setting.state === 'on' ? 'off' : setting.state
  return {
    state,
    rules: RuleSet.none,
    reason: { kind: 'unreadable_rules', text: `its rules cannot be read: ${rules}` },
  }
}

function restrictionsOf(
  own: OwnValue,
  definition: FeatureDefinition,
  above: readonly ResolvedFeature[]
): Restriction[] {
  const inherited = above.flatMap((required) => required.restrictions ?? [])
  const all = own.rules.isOpen ? inherited : [...inherited, { key: definition.key, rules: own.rules }]
  // Two requirements may share a third one, whose rules need to be asked once.
  return [...new Map(all.map((restriction) => [restriction.key, restriction])).values()]
}

/** The worst of what it requires, when that is worse than the feature's own state. */
function worstAbove(own: OwnValue, above: Above): [string, ResolvedFeature] | null {
  let worst: [string, ResolvedFeature] | null = null
  for (const entry of above) {
    const sofar = worst?.[1].state ?? own.state
    if (worseState(entry[1].state, sofar) !== sofar) worst = entry
  }
  return worst
}

function resolve(definition: FeatureDefinition, sources: FeatureSources, above: Above): ResolvedFeature {
  const own = ownValue(definition, sources)
  if (definition.core) return { state: own.state, restrictions: null, reason: own.reason }
  const worst = worstAbove(own, above)
  if (worst) {
    const [key, { state }] = worst
    const text = `${key}, which it needs, is ${inWords(state)}`
    return { state, restrictions: null, reason: { kind: 'requires', text } }
  }
  const restrictions = own.state === 'on' ? restrictionsOf(own, definition, [...above.values()]) : []
  return { state: own.state, restrictions: restrictions.length === 0 ? null : restrictions, reason: own.reason }
}

/** @param feature - what is reckoned anew, and was asked for before */
export function markAsked(feature: ResolvedFeature | undefined): void {
  if (feature) feature.wasAsked = true
}

/**
 * @param state - a state
 * @returns how a sentence says it
 */
export function inWords(state: FeatureState): string {
  return state === 'maintenance' ? 'in maintenance' : state
}

/**
 * Works out what is in force for every declared feature. Done when something changes, so that reading is a look-up.
 *
 * @param sources - definitions, settings and locks
 * @returns by feature key
 */
export function resolveFeatures(sources: FeatureSources): Map<string, ResolvedFeature> {
  const resolved = new Map<string, ResolvedFeature>()
  const visit = (definition: FeatureDefinition): ResolvedFeature => {
    const known = resolved.get(definition.key)
    if (known) return known
    const above = new Map(
      definition.requires.map((key) => {
        const required = sources.definitions.get(key)
        return [key, required ? visit(required) : ABSENT]
      })
    )
    const feature = resolve(definition, sources, above)
    resolved.set(definition.key, feature)
    return feature
  }
  for (const definition of sources.definitions.values()) visit(definition)
  return resolved
}
