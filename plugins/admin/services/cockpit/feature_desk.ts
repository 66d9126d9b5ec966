import { inject } from '@adonisjs/core'
import {
  Features,
  FeaturePlans,
  FeatureStore,
  judgeSubject,
  type FeatureChangeRecord,
  type FeatureExplanation,
  type FeaturePlan,
  type FeatureVerdict,
} from '@pydotorg/platform/features'
import { User } from '@pydotorg/platform/identity'

/** What an operator should look at. */
export type FeatureTrouble = 'expired' | 'undeclared' | 'unread'

/** A feature in the list. */
export interface ListedFeature extends FeatureExplanation {
  troubles: FeatureTrouble[]
}

/** What somebody asked about: a person, or a visitor who is not signed in. */
export interface Trial {
  /** A username, an e-mail address or an id. */
  who?: string
  /** The random id of the cookie `visitor`. */
  visitor?: string
}

/** The answer to "would this person see it?". */
export interface TrialResult {
  /** Whom it is about, in words. */
  subject: string
  /** Null when there is no such person. */
  verdict: FeatureVerdict | null
}

const LINES = 20

/** What operators see of features. */
@inject()
export class FeatureDesk {
  constructor(
    protected features: Features,
    protected store: FeatureStore,
    protected plans: FeaturePlans
  ) {}

  /** @returns all features there are, with what should be looked at */
  all(): ListedFeature[] {
    return this.features.explainAll().map((feature) => ({ ...feature, troubles: this.#troubles(feature) }))
  }

  /**
   * @param key - of a feature
   * @returns the feature; null when nobody declares it and nobody decided about it
   */
  find(key: string): ListedFeature | null {
    return this.all().find((feature) => feature.key === key) ?? null
  }

  /**
   * @param key - of one feature; without it, of all
   * @returns who changed what, newest first
   */
  history(key?: string): Promise<FeatureChangeRecord[]> {
    return this.store.history({ key, limit: LINES })
  }

  /**
   * @param key - of one feature; without it, of all
   * @returns planned changes, those that wait first
   */
  async planned(key?: string): Promise<FeaturePlan[]> {
    return (await this.plans.list(key)).slice(0, LINES)
  }

  /**
   * @param key - of a feature
   * @param trial - for whom
   * @returns whether they would see it, and why; null when nobody was named
   */
  async judge(key: string, { who, visitor }: Trial): Promise<TrialResult | null> {
    if (who) return this.#judgeUser(key, who)
    if (!visitor) return null
    return {
      subject: `a visitor with the id ${visitor}`,
      verdict: judgeSubject(this.features, key, { visitorId: visitor }),
    }
  }

  async #judgeUser(key: string, who: string): Promise<TrialResult> {
    const user = await findUser(who)
    if (!user) return { subject: who, verdict: null }
    await user.loadAccess()
    const { id: userId, groups } = user
    const subject = `${user.displayName} (${user.username}, id ${userId}${groups.length ? `, in ${groups.join(', ')}` : ''})`
    return { subject, verdict: judgeSubject(this.features, key, { userId, groups }) }
  }

  /** Switches of plugins are asked at every request; a finer one that nobody asked for has lost its wire, or never had one. */
  #troubles({ key, plugin, isExpired, isDeclared }: FeatureExplanation): FeatureTrouble[] {
    return [
      ...(isExpired ? (['expired'] as const) : []),
      ...(isDeclared ? [] : (['undeclared'] as const)),
      ...(isDeclared && key !== plugin && !this.features.wasAsked(key) ? (['unread'] as const) : []),
    ]
  }
}

async function findUser(who: string): Promise<User | null> {
  const isId = /^\d{1,9}$/.test(who)
  const query = User.query().where((either) => {
    void either.whereRaw('lower(username) = lower(?)', [who]).orWhereRaw('lower(email) = lower(?)', [who])
    if (isId) void either.orWhere('id', Number(who))
  })
  return query.orderBy('id').first()
}
