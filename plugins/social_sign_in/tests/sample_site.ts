import app from '@adonisjs/core/services/app'
import { SignInProviders, providersOf } from '#services/sign_in_providers'
import type { SignInProvider } from '#services/sign_in_provider'
import { CLIENT, OpenIdSite } from './open_id_site.js'

/** Address of the site under test that a provider sends people back to. */
export const callbackOf = (provider: string): string => `${process.env.APP_URL}/accounts/social/${provider}/callback/`

/**
 * Sets providers up for a test.
 *
 * @returns call it to have everything as before
 */
export function useProviders(providers: readonly SignInProvider[]): () => void {
  app.container.swap(SignInProviders, () => new SignInProviders(providers))
  return () => app.container.restore(SignInProviders)
}

/**
 * @param issuer - address of an OpenID Connect provider
 * @returns it as operators set it up
 */
export function psf(issuer: string): SignInProvider {
  const { clientId, clientSecret } = CLIENT
  return providersOf({
    known: {},
    openId: [{ key: 'psf', title: 'PSF ID', issuer: new URL(issuer), clientId, clientSecret }],
  })[0]!
}

/**
 * Opens an OpenID Connect provider and sets it up as `psf`.
 *
 * @returns the provider, and what closes it
 */
export async function openPsf(
  changes?: Parameters<typeof OpenIdSite.open>[1]
): Promise<{ site: OpenIdSite; close: () => Promise<void> }> {
  const site = await OpenIdSite.open(callbackOf('psf'), changes)
  const restore = useProviders([psf(site.issuer)])
  return {
    site,
    close: async () => {
      restore()
      await site.close()
    },
  }
}
