import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { SignInProvider } from './sign_in_provider.js'
import { SignInProviders } from './sign_in_providers.js'

/**
 * @param ctx - a request whose address names a provider
 * @returns the provider
 * @throws Exception with status 404 when it is not set up here, or switched off
 */
export async function askedProvider({ containerResolver, features, params }: HttpContext): Promise<SignInProvider> {
  const providers = await containerResolver.make(SignInProviders)
  const provider = providers.find(String(params.provider), features)
  if (provider) return provider
  throw new Exception('Nobody can sign in this way here. The sign-in page shows the ways that there are.', {
    status: 404,
    code: 'E_NO_SUCH_PROVIDER',
  })
}
