import type { FeatureState } from './feature_definition.js'
import type { StoredFeature } from './feature_setting.js'
import type { FeatureRules } from './rules/rule_set.js'

/** The channel on which the database announces, at commit, that a feature has changed. */
export const FEATURES_CHANNEL = 'pydotorg_features'

/** Reads every decision. The table has a row for each feature that somebody ever changed, so it is small. */
export const SELECT_FEATURES = 'select key, state, rules, updated_at from features order by key'

/** A row of the table `features`. */
export interface FeatureRow {
  key: string
  state: FeatureState
  rules: FeatureRules
  updated_at: Date
}

/** @returns the row in the platform's own terms */
export function toStoredFeature({ key, state, rules, updated_at: updatedAt }: FeatureRow): StoredFeature {
  return { key, state, rules, updatedAt }
}
