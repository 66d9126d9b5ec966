/** Why a feature is in the state it is in, most decisive first. */
export type FeatureReasonKind =
  /** Its plugin could not be loaded or started. */
  | 'failed'
  /** A core plugin, always on. */
  | 'core'
  /** What it requires is not on. */
  | 'requires'
  /** Dictated by a variable of the environment. */
  | 'locked'
  /** Its rules in the database cannot be read, so they let nobody in. */
  | 'unreadable_rules'
  /** Its time window is not open. */
  | 'window'
  /** An operator decided it. */
  | 'set'
  /** Nobody decided; the manifest's own default. */
  | 'default'
  /** In the database, but no plugin declares it. */
  | 'undeclared'

/** A reason with a sentence for operators. */
export interface FeatureReason {
  kind: FeatureReasonKind
  text: string
}
