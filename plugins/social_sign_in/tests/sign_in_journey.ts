import type { SessionData } from '@adonisjs/session/types'
import type { ApiClient, ApiRequest, ApiResponse } from '@japa/api-client'
import type { User } from '@pydotorg/platform/identity'
import { visitProvider, type Answers } from './provider_visitor.js'
import { callbackOf } from './sample_site.js'

/** Where a way begins, and who goes it. */
export interface Journey extends Answers {
  provider?: string
  next?: string
  /** Who is signed in meanwhile. */
  as?: User
  /** What else the session shall say of the attempt when the provider's answer comes. */
  tamper?: object
}

/** What the plugin keeps in a session. */
interface Kept {
  attempts?: Record<string, unknown>[]
  waiting?: { identity: object; since: number }
}

/**
 * @param session - of a visitor
 * @returns what this plugin keeps in it
 */
export const kept = (session: Record<string, unknown>): Kept => (session.social_sign_in ?? {}) as Kept

/** The client of a browser: one session, request after request. */
export class Visitor {
  session: Record<string, unknown> = {}
  #flashed: SessionData = {}
  readonly #client: ApiClient
  readonly #user: User | undefined

  /**
   * @param client - of the test
   * @param user - who is signed in
   */
  constructor(client: ApiClient, user?: User) {
    this.#client = client
    this.#user = user
  }

  get(path: string): Promise<ApiResponse> {
    return this.#send(this.#client.get(path))
  }

  post(path: string, form: Record<string, string> = {}): Promise<ApiResponse> {
    return this.#send(this.#client.post(path).form(form).withCsrfToken())
  }

  async #send(request: ApiRequest): Promise<ApiResponse> {
    request
      .redirects(0)
      .withSession(this.session as SessionData)
      .withFlashMessages(this.#flashed)
    const response = await (this.#user ? request.loginAs(this.#user) : request)
    this.session = response.session()
    this.#flashed = response.flashMessages()
    return response
  }
}

/**
 * Begins at the site under test, answers the provider, and comes back.
 *
 * @returns the answer to the provider's redirect, and the visitor, to go on with
 */
export async function arrive(
  client: ApiClient,
  journey: Journey
): Promise<{ response: ApiResponse; visitor: Visitor }> {
  const { provider = 'psf', next, tamper } = journey
  const visitor = new Visitor(client, journey.as)
  const start = await visitor.get(`/accounts/social/${provider}/${next ? `?next=${encodeURIComponent(next)}` : ''}`)
  start.assertStatus(303)
  const path = await visitProvider(String(start.header('location')), callbackOf(provider), journey)
  if (tamper) Object.assign(kept(visitor.session).attempts![0]!, tamper)
  return { response: await visitor.get(path), visitor }
}
