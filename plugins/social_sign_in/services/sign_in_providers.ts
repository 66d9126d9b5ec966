import type { RequestFeatures } from '@pydotorg/platform/features'
import { discord } from './providers/discord.js'
import { github } from './providers/github.js'
import { google } from './providers/google.js'
import { OpenIdProvider } from './providers/openid_connect.js'
import { readSettings, type Settings } from './settings.js'
import type { SignInProvider } from './sign_in_provider.js'

const MAKE = { github, google, discord }

/**
 * @param settings - which providers there are
 * @returns them, in the order of the buttons
 */
export function providersOf({ known, openId }: Settings): SignInProvider[] {
  const named = Object.entries(MAKE).flatMap(([key, make]) => {
    const client = known[key as keyof typeof MAKE]
    return client ? [make(client)] : []
  })
  return [...openId.map((settings) => new OpenIdProvider(settings)), ...named]
}

/** Of this process, made once: what a provider says of itself is kept in it. */
let configured: SignInProvider[] | null = null

/**
 * Reads the environment, at start, so that slips in it are told then.
 *
 * @returns the providers that it names
 * @throws Error with a sentence for each slip
 */
export function configuredProviders(): SignInProvider[] {
  return (configured ??= providersOf(readSettings(process.env)))
}

/**
 * The providers that are set up and switched on.
 *
 * @example
 * const providers = await ctx.containerResolver.make(SignInProviders)
 * providers.find('github', ctx.features)
 */
export class SignInProviders {
  /** All that are set up, also those that are switched off. */
  readonly all: readonly SignInProvider[]

  /** @param all - other ones than the environment names, in tests */
  constructor(all: readonly SignInProvider[] = configuredProviders()) {
    this.all = all
  }

  /**
   * @param features - as they are for a visitor
   * @returns what the visitor may sign in with
   */
  open(features: RequestFeatures): SignInProvider[] {
    return this.all.filter(({ feature }) => features.isOn(feature))
  }

  /** @returns the provider of this key; null when it is not set up, or switched off */
  find(key: string, features: RequestFeatures): SignInProvider | null {
    return this.open(features).find((provider) => provider.key === key) ?? null
  }
}
