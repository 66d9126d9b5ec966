import { GoogleDriver } from '@adonisjs/ally/drivers/google'
import { addressOf, nameOf, splitName, subjectOf } from '../provider_names.js'
import type { SignInProvider } from '../sign_in_provider.js'
import { AllyProvider, type ClientSettings, type Endpoints } from './ally_provider.js'
import { BoundedRequest } from './bounded_request.js'

/** Ally's driver without its cookies, and with our bounds. */
class Driver extends GoogleDriver {
  protected override loadState(): void {}

  protected override httpClient(url: string): BoundedRequest {
    return new BoundedRequest(url)
  }
}

/**
 * @param client - of the OAuth client that an operator registered at Google
 * @param endpoints - where Google is, in tests
 * @returns sign-in with Google
 */
export function google(client: ClientSettings, endpoints: Endpoints = {}): SignInProvider {
  return new AllyProvider({
    key: 'google',
    title: 'Google',
    client,
    driver: (ctx, config) => new Driver(ctx, { ...config, ...endpoints, scopes: ['openid', 'email', 'profile'] }),
    describe: async ({ original }) => {
      const email = addressOf(original.email)
      const [firstName, lastName] = [nameOf(original.given_name), nameOf(original.family_name)]
      return {
        subject: subjectOf(original.sub),
        email,
        emailVerified: email !== null && original.email_verified === true,
        ...(firstName || lastName ? { firstName, lastName } : splitName(original.name)),
        suggestedUsername: email?.split('@')[0] ?? '',
      }
    },
  })
}
