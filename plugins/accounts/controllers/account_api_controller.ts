import type { HttpContext } from '@adonisjs/core/http'
import { accountTransformer } from '#transformers/account'

/** Whom a token belongs to: by this programs try theirs. */
export default class AccountApiController {
  show({ auth, accessToken }: HttpContext): Record<string, unknown> {
    const user = auth.user!
    return { ...accountTransformer(user), token: { scopes: accessToken!.scopes } }
  }
}
