import type { FeatureState } from './feature_definition.js'
import type { FeatureSubject } from './feature_subject.js'
import type { Features } from './features.js'
import { inWords, type Restriction } from './resolve_features.js'
import { percentile } from './rules/percentage_rule.js'
import { letsIn, type RuleMatch } from './rules/rule_set.js'

/** One thing that was asked on the way to a verdict. */
export interface VerdictStep {
  /** The feature whose state or rules were asked: the feature itself, or one that it requires. */
  key: string
  passes: boolean
  /** What was found, in a sentence without its full stop. */
  text: string
}

/** Whether somebody is let in, and everything that was asked to find out. */
export interface FeatureVerdict {
  state: FeatureState
  isOn: boolean
  steps: VerdictStep[]
}

/**
 * Says for one person what the site would do, and why: the question "would this user see it?".
 *
 * @param features - what is in force
 * @param key - a feature's key
 * @param subject - for whom: a user's id and groups, or a visitor's id
 * @returns the verdict; a key that nobody declares is off
 * @example
 * judgeSubject(features, 'events.submissions', { userId: 7, groups: ['staff'] }).steps.map(({ text }) => text)
 */
export function judgeSubject(features: Features, key: string, subject: FeatureSubject): FeatureVerdict {
  const { reason } = features.explain(key)
  const { declared, restrictions } = features.decided(key)
  const steps: VerdictStep[] = [
    { key, passes: declared === 'on', text: `${key} is ${inWords(declared)}: ${reason.text}` },
  ]
  if (declared !== 'on') return { state: declared, isOn: false, steps }
  for (const restriction of restrictions) {
    const match = restriction.rules.match(restriction.key, subject)
    steps.push({ key: restriction.key, passes: letsIn(match), text: said(restriction, match, subject) })
    if (!letsIn(match)) return { state: 'off', isOn: false, steps }
  }
  if (restrictions.length === 0) steps.push({ key, passes: true, text: 'there are no rules: it is on for everybody' })
  return { state: 'on', isOn: true, steps }
}

function said({ key, rules }: Restriction, match: RuleMatch, subject: FeatureSubject): string {
  const place = placeOf(key, rules.toJSON().percentage, subject)
  const own: Record<RuleMatch, string> = {
    everybody: 'its rules let everybody in',
    users: 'the account is named in the rules',
    groups: `one of the account's groups is named: ${(rules.toJSON().groups ?? []).join(', ')}`,
    percentage: `within the percentage${place}`,
    outside_window: 'its time window is not open now',
    not_in_audience: `no rule lets this person in${place}`,
  }
  return `${key}, for ${rules}: ${own[match]}`
}

/** Where the person stands, when a percentage was asked: raising it above that number lets them in. */
function placeOf(key: string, percentage: number | undefined, { userId, visitorId }: FeatureSubject): string {
  const id = userId === undefined ? visitorId : `user:${userId}`
  if (percentage === undefined || id === undefined) return ''
  return ` (stands at ${percentile(key, id).toFixed(1)} of 100, and those below ${percentage} are in)`
}
