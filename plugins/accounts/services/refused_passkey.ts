import { formError } from '@pydotorg/platform/http'
import { PasskeyRefused } from '@pydotorg/platform/identity/second_factors'

/**
 * Leads back to the form, with the reason, whoever's passkey was refused.
 *
 * @param error - what the library of passkeys threw
 * @throws E_VALIDATION_ERROR for a refusal, any other error as it is
 * @example
 * const user = await passkeys.authenticate(ctx, response).catch(refuse)
 */
export function refuse(error: unknown): never {
  throw error instanceof PasskeyRefused ? formError('credential', error.message, 'passkey') : error
}
