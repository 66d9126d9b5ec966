import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Provider, { type Configuration } from 'oidc-provider'

/** What the provider tells of somebody. */
export interface Claims {
  email?: string
  email_verified?: boolean
  name?: string
  given_name?: string
  family_name?: string
  preferred_username?: string
}

export const CLIENT = { clientId: 'site', clientSecret: 'a secret of both' }

/**
 * A real OpenID Connect provider on this machine, with a page where people sign in by any name and one where they
 * agree. PKCE is demanded.
 */
export class OpenIdSite {
  /** Who has an account there, by their id. */
  readonly people = new Map<string, Claims>()
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /**
   * @param callback - address of the site under test that people are sent back to
   * @param changes - to the provider's configuration
   */
  static async open(callback: string, changes: Configuration = {}): Promise<OpenIdSite> {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const site = new OpenIdSite(server)
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const provider = new Provider(site.issuer, {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          redirect_uris: [callback],
          client_name: 'Site',
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig' }] },
      cookies: { keys: ['of a test'] },
      claims: {
        openid: ['sub'],
        email: ['email', 'email_verified'],
        profile: ['name', 'given_name', 'family_name', 'preferred_username'],
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
      findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...site.people.get(sub) }) }),
      ...changes,
    })
    const answer = provider.callback()
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
      interact(provider, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
    })
    return site
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** One page for both questions: who are you, and do you agree. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end(page(prompt.name))
  const answer = new URLSearchParams(await text(request))
  const merge = { mergeWithLastSubmission: true }
  if (answer.has('cancel')) {
    return provider.interactionFinished(
      request,
      response,
      { error: 'access_denied' },
      { mergeWithLastSubmission: false }
    )
  }
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: String(answer.get('login')) } }, merge)
  }
  const accountId = String(session?.accountId)
  const known = grantId ? await provider.Grant.find(grantId) : undefined
  const grant = known ?? new provider.Grant({ accountId, clientId: String(params.client_id) })
  grant.addOIDCScope('openid email profile')
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, merge)
}

function page(prompt: string): string {
  const field =
    prompt === 'login' ? '<label>Name <input name="login"></label>' : '<p>Site wants to know who you are.</p>'
  return `<!doctype html><html lang="en"><title>${prompt}</title><form method="post"><h1>${prompt}</h1>${field}
    <button>Go on</button> <button name="cancel" value="yes">Cancel</button></form></html>`
}
