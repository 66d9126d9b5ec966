import { GithubDriver } from '@adonisjs/ally/drivers/github'
import { addressOf, splitName, subjectOf } from '../provider_names.js'
import type { SignInProvider } from '../sign_in_provider.js'
import { AllyProvider, type ClientSettings, type Endpoints } from './ally_provider.js'
import { BoundedRequest } from './bounded_request.js'

interface GithubAddress {
  email: string
  primary: boolean
  verified: boolean
}

/** Ally's driver without its cookies, with our bounds, and with all addresses of a person. */
class Driver extends GithubDriver {
  protected override loadState(): void {}

  protected override httpClient(url: string): BoundedRequest {
    return new BoundedRequest(url)
  }

  /** The primary one when it is verified, else another verified one, else none that counts. */
  async address(token: string): Promise<GithubAddress | null> {
    const answer: unknown = await this.getAuthenticatedRequest(
      this.config.userEmailUrl || this.userEmailUrl,
      token
    ).get()
    const addresses = Array.isArray(answer) ? (answer as GithubAddress[]) : []
    const verified = addresses.filter((each) => each.verified)
    return verified.find((each) => each.primary) ?? verified[0] ?? addresses.find((each) => each.primary) ?? null
  }
}

/**
 * @param client - of the OAuth app that an operator registered at GitHub
 * @param endpoints - where GitHub is, in tests
 * @returns sign-in with GitHub
 */
export function github(client: ClientSettings, endpoints: Endpoints = {}): SignInProvider {
  return new AllyProvider({
    key: 'github',
    title: 'GitHub',
    client,
    driver: (ctx, config) => new Driver(ctx, { ...config, ...endpoints, scopes: ['user:email'] }),
    describe: async ({ original, token }, driver) => {
      // The address of the profile is what people show to others, and need not be their primary one.
      const address = await driver.address(token.token)
      return {
        subject: subjectOf(original.id),
        email: addressOf(address?.email),
        emailVerified: address?.verified === true,
        ...splitName(original.name),
        suggestedUsername: String(original.login ?? ''),
      }
    },
  })
}
