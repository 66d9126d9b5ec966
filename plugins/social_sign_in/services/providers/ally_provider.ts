import { createHash } from 'node:crypto'
import type { Oauth2Driver } from '@adonisjs/ally'
import type { AllyUserContract, Oauth2AccessToken, Oauth2DriverConfig } from '@adonisjs/ally/types'
import type { HttpContext } from '@adonisjs/core/http'
import type { ProviderIdentity, SignInAttempt, SignInProvider } from '../sign_in_provider.js'

/** What an operator got from the provider when they registered this site there. */
export interface ClientSettings {
  clientId: string
  clientSecret: string
}

/** Where the provider is, when it is not where Ally expects it: in tests. */
export type Endpoints = Partial<Record<'authorizeUrl' | 'accessTokenUrl' | 'userInfoUrl' | 'userEmailUrl', string>>

type Driver = Oauth2Driver<Oauth2AccessToken, string>

/** A provider that Ally has a driver for. */
export interface AllyProviderOptions<D extends Driver> {
  key: string
  title: string
  driver: (ctx: HttpContext, config: Oauth2DriverConfig) => D
  client: ClientSettings
  /** What to tell of the person; `provider` and `subject` apart. */
  describe: (
    person: AllyUserContract<{ token: string; type: 'bearer' }>,
    driver: D
  ) => Promise<Omit<ProviderIdentity, 'provider'>>
}

/**
 * A provider by one of Ally's drivers, of which the addresses, the exchange of the code and the profile are used. State
 * and PKCE are ours, since Ally would keep them in cookies.
 */
export class AllyProvider<D extends Driver> implements SignInProvider {
  /** GitHub, Google and Discord send back at once whoever is signed in there. */
  readonly canAskAgain = false
  readonly #options: AllyProviderOptions<D>

  /** @param options - the driver, and how to read its profile */
  constructor(options: AllyProviderOptions<D>) {
    this.#options = options
  }

  get key(): string {
    return this.#options.key
  }

  get title(): string {
    return this.#options.title
  }

  get feature(): string {
    return `social_sign_in.${this.key}`
  }

  get mark(): string {
    return `social_sign_in::marks/${this.key}`
  }

  async authorizationAddress(ctx: HttpContext, attempt: SignInAttempt): Promise<string> {
    const { state, verifier } = attempt.secrets
    return this.#driver(ctx, attempt).redirectUrl((request) => {
      request.param('state', state)
      request.param('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
      request.param('code_challenge_method', 'S256')
    })
  }

  async identify(ctx: HttpContext, attempt: SignInAttempt): Promise<ProviderIdentity> {
    const driver = this.#driver(ctx, attempt)
    const { token } = await driver.getAccessToken((request) => {
      request.field('code', driver.getCode())
      request.field('code_verifier', attempt.secrets.verifier)
    })
    const person = await driver.userFromToken(token)
    return { provider: this.key, ...(await this.#options.describe(person, driver)) }
  }

  #driver(ctx: HttpContext, { callback }: SignInAttempt): D {
    return this.#options.driver(ctx, { ...this.#options.client, callbackUrl: callback }).stateless()
  }
}
