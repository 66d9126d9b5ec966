import { closestNames } from '../plugins/closest_names.js'
import { isFeatureState, type FeatureState } from './feature_definition.js'

/** Variables of the environment: `process.env`, or a part of it in a test. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A feature's state that the environment dictates; operators cannot change it while the site runs. */
export interface EnvironmentLock {
  /** Name of the variable, e.g. `FEATURE_DOWNLOADS`. */
  variable: string
  state: FeatureState
}

/** A variable says something else than a state. */
export class FeatureEnvironmentError extends Error {
  override name = 'FeatureEnvironmentError'
}

const PREFIX = 'FEATURE_'

function exactVariable(key: string): string {
  return PREFIX + key.replaceAll('.', '__').toUpperCase()
}

function shortVariable(key: string): string {
  return PREFIX + key.replaceAll('.', '_').toUpperCase()
}

/** A key's variables by precedence. The short form is left to the key whose exact form it is. */
function variablesOf(key: string, keys: readonly string[]): string[] {
  const short = shortVariable(key)
  const taken = keys.some((other) => other !== key && exactVariable(other) === short)
  return taken ? [exactVariable(key)] : [exactVariable(key), short]
}

function readState(variable: string, value: string): FeatureState {
  const state = value.trim().toLowerCase()
  if (isFeatureState(state)) return state
  throw new FeatureEnvironmentError(
    `The environment variable ${variable} is "${value}"; it must be on, off or maintenance, or unset.`
  )
}

/**
 * States that the environment dictates: `FEATURE_DOWNLOADS=off`, and for `events.submissions`
 * `FEATURE_EVENTS__SUBMISSIONS` or, where no other feature is meant by it, `FEATURE_EVENTS_SUBMISSIONS`.
 *
 * @param keys - every declared feature
 * @param environment - the variables
 * @returns locks by feature key
 * @throws FeatureEnvironmentError when a variable says something else than a state
 */
export function environmentLocks(keys: readonly string[], environment: Environment): Map<string, EnvironmentLock> {
  const locks = new Map<string, EnvironmentLock>()
  for (const key of keys) {
    const variable = variablesOf(key, keys).find((name) => environment[name]?.trim())
    if (variable) locks.set(key, { variable, state: readState(variable, environment[variable] ?? '') })
  }
  return locks
}

/**
 * Variables that look like a lock and lock nothing, with the names that may have been meant.
 *
 * @param keys - every declared feature
 * @param environment - the variables
 * @returns one sentence for each
 */
export function strayVariables(keys: readonly string[], environment: Environment): string[] {
  const known = new Set(keys.flatMap((key) => variablesOf(key, keys)))
  const parts = [...known].map((name) => name.slice(PREFIX.length))
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && environment[name]?.trim() && !known.has(name))
    .map((name) => {
      const near = closestNames(name.slice(PREFIX.length), parts).map((part) => PREFIX + part)
      const hint = near.length ? ` Did you mean ${near.join(' or ')}?` : ''
      return `The environment variable ${name} names no feature and changes nothing.${hint}`
    })
}
