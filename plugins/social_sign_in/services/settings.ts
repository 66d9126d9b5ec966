import type { ClientSettings } from './providers/ally_provider.js'
import type { OpenIdSettings } from './providers/openid_connect.js'

type Environment = Readonly<Record<string, string | undefined>>

/** Providers with a driver of their own, by their keys; the variables are `GITHUB_CLIENT_ID` and so on. */
export const KNOWN_PROVIDERS = ['github', 'google', 'discord'] as const
export type KnownProvider = (typeof KNOWN_PROVIDERS)[number]

/** Which providers there are, and what each of them gave to this site. */
export interface Settings {
  known: Partial<Record<KnownProvider, ClientSettings>>
  openId: OpenIdSettings[]
}

const KEY = /^[a-z][a-z0-9]{0,29}$/
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Reads which providers an operator has set up, and refuses halves, so that a slip shows at start and not when the first
 * person wants to sign in.
 *
 * @param env - `process.env`
 * @returns the settings
 * @throws Error with a sentence for each slip
 */
export function readSettings(env: Environment): Settings {
  const slips: string[] = []
  const known = KNOWN_PROVIDERS.flatMap((key) => {
    const client = clientOf(env, { prefix: key.toUpperCase(), slips })
    return client ? [[key, client] as const] : []
  })
  const openId = openIdKeys(env, slips).flatMap((key) => openIdOf(env, key, slips))
  if (slips.length) throw new Error(`The environment has slips: ${slips.join(' ')}`)
  return { known: Object.fromEntries(known), openId }
}

interface Reading {
  /** What the variables start with. */
  prefix: string
  /** Takes a sentence for each slip. */
  slips: string[]
}

function clientOf(env: Environment, { prefix, slips }: Reading): ClientSettings | null {
  const [idName, secretName] = [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`]
  const [clientId, clientSecret] = [env[idName]?.trim(), env[secretName]?.trim()]
  if (clientId && clientSecret) return { clientId, clientSecret }
  if (clientId) slips.push(`${idName} is set, and ${secretName} is not.`)
  if (clientSecret) slips.push(`${secretName} is set, and ${idName} is not.`)
  return null
}

function openIdKeys(env: Environment, slips: string[]): string[] {
  const keys = (env.OIDC_PROVIDERS ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)
  for (const key of keys) {
    if (!KEY.test(key)) slips.push(`OIDC_PROVIDERS: "${key}" must be small letters and digits, e.g. psf.`)
    if ((KNOWN_PROVIDERS as readonly string[]).includes(key)) slips.push(`OIDC_PROVIDERS: "${key}" is taken.`)
  }
  if (new Set(keys).size < keys.length) slips.push('OIDC_PROVIDERS names a provider twice.')
  return keys.filter((key) => KEY.test(key))
}

function openIdOf(env: Environment, key: string, slips: string[]): OpenIdSettings[] {
  const prefix = `OIDC_${key.toUpperCase()}`
  const before = slips.length
  const client = clientOf(env, { prefix, slips })
  if (!client && slips.length === before) slips.push(`${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET are not set.`)
  const issuer = issuerOf(env, `${prefix}_ISSUER`, slips)
  const title = env[`${prefix}_TITLE`]?.trim()
  if (!title) slips.push(`${prefix}_TITLE is not set; it is what people read on the button.`)
  return client && issuer && title ? [{ key, title, issuer, ...client }] : []
}

function issuerOf(env: Environment, name: string, slips: string[]): URL | null {
  const value = env[name]?.trim()
  if (!value || !URL.canParse(value)) {
    slips.push(`${name} must be the address of the issuer, e.g. https://id.example.org/realms/psf.`)
    return null
  }
  const issuer = new URL(value)
  const isOwnMachine = issuer.protocol === 'http:' && LOOPBACK.has(issuer.hostname) && env.NODE_ENV !== 'production'
  if (issuer.protocol === 'https:' || isOwnMachine) return issuer
  slips.push(`${name} must begin with https://.`)
  return null
}
