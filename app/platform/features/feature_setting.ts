import type { FeatureState } from './feature_definition.js'
import type { FeatureRules } from './rules/rule_set.js'

/** What operators decided about a feature. */
export interface FeatureSetting {
  key: string
  state: FeatureState
  /** For whom and when it is on; `{}` for everybody. They count only while the state is `on`. */
  rules: FeatureRules
}

/** A setting as it stands in the database. */
export interface StoredFeature extends FeatureSetting {
  updatedAt: Date
}
