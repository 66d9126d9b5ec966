/** For whom a feature is asked. */
export interface FeatureSubject {
  /** Id of the signed-in user. */
  readonly userId?: number
  /** Names of the groups the user belongs to. */
  readonly groups?: readonly string[]
  /** A random id that stays with a visitor, for rules by percentage. */
  readonly visitorId?: string
}

/** Somebody of whom nothing is known; one object, so that asking without a subject allocates nothing. */
export const NOBODY: FeatureSubject = Object.freeze({})
