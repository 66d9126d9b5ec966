import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from '../identity/current_user.js'
import type { FeatureState } from './feature_definition.js'
import type { FeatureSubject } from './feature_subject.js'
import type { Features } from './features.js'
import { visitorId } from './visitor_cookie.js'

/**
 * The features as they are for the visitor of one request: `ctx.features`.
 *
 * @example
 * if (ctx.features.isOn('events.submissions')) { … }
 */
export class RequestFeatures {
  readonly #features: Features
  readonly #ctx: HttpContext
  readonly #subject: FeatureSubject
  #isPersonal = false

  /**
   * @param features - the switches of the site
   * @param ctx - the request
   */
  constructor(features: Features, ctx: HttpContext) {
    this.#features = features
    this.#ctx = ctx
    let visitor: string | undefined
    this.#subject = {
      get userId() {
        return currentUser(ctx)?.id
      },
      get groups() {
        return currentUser(ctx)?.groups
      },
      // Read only by a rule that decides by percentage, and only then is a cookie set.
      get visitorId() {
        visitor ??= visitorId(ctx)
        return visitor
      },
    }
  }

  /** True once an answer depended on who asks: such a response belongs in no shared cache. */
  get isPersonal(): boolean {
    return this.#isPersonal
  }

  /**
   * @param key - a feature's key
   * @returns its state for this visitor; `off` for a key that nobody declares
   */
  state(key: string): FeatureState {
    if (!this.#features.isTargeted(key)) return this.#features.state(key)
    this.#isPersonal = true
    return this.#features.state(key, this.#subject)
  }

  /**
   * @param key - a feature's key
   * @returns true when it is on for this visitor
   */
  isOn(key: string): boolean {
    return this.state(key) === 'on'
  }

  /** Says that the response is personal, if it is. The host calls it last, when nobody sets caching headers any more. */
  keepPrivate(): void {
    if (!this.#isPersonal) return
    const { response } = this.#ctx
    response.header('Cache-Control', 'private, no-cache')
    // Not by `response.vary`: that one is overwritten by a Vary that somebody set as an ordinary header.
    const vary = String(response.getHeader('Vary') ?? '')
    if (!/\bcookie\b/i.test(vary)) response.header('Vary', vary ? `${vary}, Cookie` : 'Cookie')
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The features as they are for the visitor of this request. */
    features: RequestFeatures
  }
}
