import { FeatureChanged } from './feature_changed.js'
import type { FeatureState } from './feature_definition.js'
import type { ResolvedFeature } from './resolve_features.js'

interface Moment {
  state: FeatureState
  /** The rules in force, written out, so that two moments can be compared. */
  rules: string
}

/** What was in force at one moment, by feature key. */
export type Snapshot = ReadonlyMap<string, Moment>

/** @returns the state for those whom no rule about people keeps out: off while a time window is closed */
export function stateAt(feature: ResolvedFeature, now: number): FeatureState {
  const open = (feature.restrictions ?? []).every(({ rules }) => rules.holds(now))
  return open ? feature.state : 'off'
}

/**
 * @param resolved - what is in force
 * @param now - milliseconds since 1970
 * @returns the same, comparable
 */
export function snapshot(resolved: ReadonlyMap<string, ResolvedFeature>, now: number): Snapshot {
  return new Map(
    [...resolved].map(([key, feature]) => [
      key,
      { state: stateAt(feature, now), rules: JSON.stringify(feature.restrictions ?? []) },
    ])
  )
}

/**
 * @param before - an earlier moment
 * @param after - a later one
 * @returns one event for each feature that is not as it was; a feature that is gone is off
 */
export function changedFeatures(before: Snapshot, after: Snapshot): FeatureChanged[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].flatMap((key) => {
    const from = before.get(key) ?? { state: 'off', rules: '[]' }
    const to = after.get(key) ?? { state: 'off', rules: '[]' }
    const same = from.state === to.state && from.rules === to.rules
    return same ? [] : [new FeatureChanged(key, from.state, to.state)]
  })
}
