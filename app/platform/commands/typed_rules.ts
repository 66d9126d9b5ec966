import type { FeatureRules } from '../features/rules/rule_set.js'

/** Rules as flags of a command: text, as an operator typed it. */
export interface TypedRules {
  percentage?: string
  users?: string
  groups?: string
  from?: string
  until?: string
}

/** A number where one was typed; else the text, so that the rule can say what is wrong with it. */
function numberOrText(text: string): number | string {
  const value = Number(text)
  return text.trim() === '' || Number.isNaN(value) ? text : value
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

/**
 * Puts typed rules over those that are there; kinds that were not typed stay. Nothing is checked here.
 *
 * @param typed - flags of a command
 * @param existing - rules so far
 * @returns rules for `FeatureSwitch`, which refuses what makes no sense
 */
export function withTypedRules(
  { percentage, users, groups, from, until }: TypedRules,
  existing: FeatureRules
): FeatureRules {
  const window = { ...existing.window, ...(from && { from }), ...(until && { until }) }
  const rules = {
    ...existing,
    ...(percentage && { percentage: numberOrText(percentage) }),
    ...(users && { users: listOf(users).map(numberOrText) }),
    ...(groups && { groups: listOf(groups) }),
    ...(Object.keys(window).length > 0 && { window }),
  }
  return rules as FeatureRules
}
