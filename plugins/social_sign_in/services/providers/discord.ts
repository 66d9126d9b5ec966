import { DiscordDriver } from '@adonisjs/ally/drivers/discord'
import { addressOf, splitName, subjectOf } from '../provider_names.js'
import type { SignInProvider } from '../sign_in_provider.js'
import { AllyProvider, type ClientSettings, type Endpoints } from './ally_provider.js'
import { BoundedRequest } from './bounded_request.js'

/** Ally's driver without its cookies, and with our bounds. */
class Driver extends DiscordDriver {
  protected override loadState(): void {}

  protected override httpClient(url: string): BoundedRequest {
    return new BoundedRequest(url)
  }
}

/**
 * @param client - of the application that an operator registered at Discord
 * @param endpoints - where Discord is, in tests
 * @returns sign-in with Discord
 */
export function discord(client: ClientSettings, endpoints: Endpoints = {}): SignInProvider {
  return new AllyProvider({
    key: 'discord',
    title: 'Discord',
    client,
    driver: (ctx, config) => new Driver(ctx, { ...config, ...endpoints, scopes: ['identify', 'email'] }),
    describe: async ({ original }) => {
      const email = addressOf(original.email)
      return {
        subject: subjectOf(original.id),
        email,
        emailVerified: email !== null && original.verified === true,
        ...splitName(original.global_name || original.username),
        suggestedUsername: String(original.username ?? ''),
      }
    },
  })
}
