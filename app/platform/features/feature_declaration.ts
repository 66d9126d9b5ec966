/** What a feature does: its pages answer, are gone, or say that they will be back. */
export type FeatureState = 'on' | 'off' | 'maintenance'

/** From best to worst: of two states that both apply, the later one wins. */
export const FEATURE_STATES = ['on', 'maintenance', 'off'] as const satisfies readonly FeatureState[]

/**
 * @param value - what somebody typed or stored
 * @returns true for the name of a state
 */
export function isFeatureState(value: unknown): value is FeatureState {
  return FEATURE_STATES.some((state) => state === value)
}

/**
 * @param a - a state
 * @param b - another
 * @returns the worse of the two
 */
export function worseState(a: FeatureState, b: FeatureState): FeatureState {
  return FEATURE_STATES.indexOf(a) > FEATURE_STATES.indexOf(b) ? a : b
}

/** What a plugin declares of a feature in its manifest. */
export interface FeatureDeclaration {
  /** One sentence for operators: what goes dark when it is off. */
  summary: string
  /** Who decides about it: a role or team, e.g. `release managers`. */
  owner: string
  /** State before anybody changed it, and whenever the database cannot be asked. */
  default: FeatureState
  /** ISO date after which a temporary switch should be gone from the code; operators are told. */
  expires?: string
}
