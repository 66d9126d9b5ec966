import type { HttpContext } from '@adonisjs/core/http'
import * as oidc from 'openid-client'
import { boundedFetch } from '../bounded_fetch.js'
import { addressOf, nameOf, splitName, subjectOf } from '../provider_names.js'
import type { ProviderIdentity, SignInAttempt, SignInProvider } from '../sign_in_provider.js'
import type { ClientSettings } from './ally_provider.js'

/** An OpenID Connect provider as operators name it in the environment. */
export interface OpenIdSettings extends ClientSettings {
  key: string
  title: string
  issuer: URL
}

/** How long what a provider says of itself is believed, in milliseconds. */
const DISCOVERY_MS = 60 * 60_000

/** Who shows once more who they are has been asked by the provider within this many seconds. */
const PROOF_AGE = 300

/** Clocks of two servers may differ by this many seconds. */
const CLOCK_TOLERANCE = 30

/** As the provider prefers it; both are common, and some take one only. */
function secretAuthentication(secret: string): oidc.ClientAuth {
  const [post, basic] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)]
  return (...request) => {
    const [server] = request
    const isPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return (isPost ? post : basic)(...request)
  }
}

/**
 * Any provider that speaks OpenID Connect: Keycloak, Authentik and others. It is found by its issuer's address; the code
 * is redeemed with PKCE, and the ID token's signature, issuer, audience, time and nonce are verified.
 */
export class OpenIdProvider implements SignInProvider {
  readonly canAskAgain = true
  readonly feature = 'social_sign_in.openid_connect'
  readonly mark = 'social_sign_in::marks/openid_connect'
  readonly #settings: OpenIdSettings
  #discovered: { at: number; configuration: Promise<oidc.Configuration> } | null = null

  /** @param settings - from the environment */
  constructor(settings: OpenIdSettings) {
    this.#settings = settings
  }

  get key(): string {
    return this.#settings.key
  }

  get title(): string {
    return this.#settings.title
  }

  async authorizationAddress(_ctx: HttpContext, { secrets, callback, askAgain }: SignInAttempt): Promise<string> {
    const address = oidc.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: callback,
      scope: 'openid email profile',
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
      ...(askAgain ? { prompt: 'login', max_age: String(PROOF_AGE) } : {}),
    })
    return address.href
  }

  async identify({ request }: HttpContext, { secrets, callback, askAgain }: SignInAttempt): Promise<ProviderIdentity> {
    const configuration = await this.#configuration()
    const came = new URL(callback)
    came.search = request.parsedUrl.query ?? ''
    const tokens = await oidc.authorizationCodeGrant(configuration, came, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
      // `prompt` and `max_age` went through the browser, whose user may have left them out.
      ...(askAgain ? { maxAge: PROOF_AGE } : {}),
    })
    const claims = tokens.claims()
    const subject = subjectOf(claims?.sub)
    // Most put the profile into the ID token; the standard has it at an endpoint of its own.
    const isComplete = claims?.email !== undefined || !configuration.serverMetadata().userinfo_endpoint
    const more = isComplete ? {} : await oidc.fetchUserInfo(configuration, tokens.access_token, subject)
    return { provider: this.key, subject, ...describe({ ...more, ...claims }) }
  }

  #configuration(): Promise<oidc.Configuration> {
    const known = this.#discovered
    if (known && Date.now() - known.at < DISCOVERY_MS) return known.configuration
    const configuration = this.#discover()
    const discovered = { at: Date.now(), configuration }
    this.#discovered = discovered
    // A failure is not remembered: the next person asks again.
    configuration.catch(() => {
      if (this.#discovered === discovered) this.#discovered = null
    })
    return configuration
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    const isPlain = issuer.protocol === 'http:'
    return oidc.discovery(
      issuer,
      clientId,
      { [oidc.clockTolerance]: CLOCK_TOLERANCE },
      secretAuthentication(clientSecret),
      {
        [oidc.customFetch]: (address, init) => boundedFetch(address, init as RequestInit),
        // Settings allow such an issuer on this machine only, and never in production.
        execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
      }
    )
  }
}

function describe(claims: Record<string, unknown>): Omit<ProviderIdentity, 'provider' | 'subject'> {
  const email = addressOf(claims.email)
  const [firstName, lastName] = [nameOf(claims.given_name), nameOf(claims.family_name)]
  return {
    email,
    emailVerified: email !== null && claims.email_verified === true,
    ...(firstName || lastName ? { firstName, lastName } : splitName(claims.name)),
    suggestedUsername: String(claims.preferred_username ?? claims.nickname ?? email?.split('@')[0] ?? ''),
  }
}
