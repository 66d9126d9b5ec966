import {
  ErrorCode,
  OpenFeatureEventEmitter,
  ProviderEvents,
  StandardResolutionReasons,
  type EvaluationContext,
  type Provider,
  type ResolutionDetails,
} from '@openfeature/server-sdk'
import type { FeatureReasonKind } from './feature_reason.js'
import type { FeatureSubject } from './feature_subject.js'
import type { FeatureEvaluation, Features } from './features.js'

/** `userId` and `groups` as the site knows them; `targetingKey` is a visitor's id where nobody is signed in. */
function subjectOf({ targetingKey, userId, groups }: EvaluationContext): FeatureSubject {
  const id = Number(userId)
  return {
    ...(Number.isSafeInteger(id) && id > 0 ? { userId: id } : {}),
    ...(Array.isArray(groups) ? { groups: groups.filter((group) => typeof group === 'string') } : {}),
    ...(targetingKey === undefined ? {} : { visitorId: targetingKey }),
  }
}

const RULE_REASONS = {
  users: StandardResolutionReasons.TARGETING_MATCH,
  groups: StandardResolutionReasons.TARGETING_MATCH,
  percentage: StandardResolutionReasons.SPLIT,
  everybody: StandardResolutionReasons.STATIC,
  outside_window: StandardResolutionReasons.DISABLED,
  not_in_audience: StandardResolutionReasons.DEFAULT,
} as const

function reasonOf({ state, match }: FeatureEvaluation, decidedBy: FeatureReasonKind): string {
  if (match !== null) return RULE_REASONS[match]
  if (state !== 'on') return StandardResolutionReasons.DISABLED
  return decidedBy === 'default' ? StandardResolutionReasons.DEFAULT : StandardResolutionReasons.STATIC
}

/**
 * The site's features for code that speaks OpenFeature. A flag is a feature's key, its value whether it is on;
 * maintenance counts as not on.
 *
 * @example
 * const client = OpenFeature.getClient()
 * await client.getBooleanValue('events.submissions', false, { targetingKey: visitorId, groups: ['editors'] })
 */
export class OpenFeatureProvider implements Provider {
  readonly metadata = { name: 'pydotorg' } as const
  readonly runsOn = 'server'
  readonly events = new OpenFeatureEventEmitter()
  readonly #features: Features
  readonly #forget: () => void

  /** @param features - the switches of the site */
  constructor(features: Features) {
    this.#features = features
    this.#forget = features.onChange(({ key }) => {
      this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [key] })
    })
  }

  async onClose(): Promise<void> {
    this.#forget()
  }

  async resolveBooleanEvaluation(
    key: string,
    // eslint-disable-next-line no-restricted-syntax -- the parameter is OpenFeature's, not ours
    fallback: boolean,
    context: EvaluationContext
  ): Promise<ResolutionDetails<boolean>> {
    const evaluation = this.#features.evaluate(key, subjectOf(context))
    if (!evaluation) {
      return {
        value: fallback,
        reason: StandardResolutionReasons.ERROR,
        errorCode: ErrorCode.FLAG_NOT_FOUND,
        errorMessage: `No plugin declares the feature "${key}".`,
      }
    }
    const reason = reasonOf(evaluation, this.#features.explain(key).reason.kind)
    return { value: evaluation.state === 'on', variant: evaluation.state, reason }
  }

  resolveStringEvaluation(key: string, fallback: string): Promise<ResolutionDetails<string>> {
    return isBoolean(key, fallback)
  }

  resolveNumberEvaluation(key: string, fallback: number): Promise<ResolutionDetails<number>> {
    return isBoolean(key, fallback)
  }

  resolveObjectEvaluation<T>(key: string, fallback: T): Promise<ResolutionDetails<T>> {
    return isBoolean(key, fallback)
  }
}

async function isBoolean<T>(key: string, fallback: T): Promise<ResolutionDetails<T>> {
  return {
    value: fallback,
    reason: StandardResolutionReasons.ERROR,
    errorCode: ErrorCode.TYPE_MISMATCH,
    errorMessage: `The feature "${key}" is on or not; ask for a boolean.`,
  }
}
