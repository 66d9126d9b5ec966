import type { HttpContext } from '@adonisjs/core/http'
import type { SignInWay } from '@pydotorg/platform/contributions'
import { LinkedAccount, currentUser } from '@pydotorg/platform/identity'
import { SignInProviders } from './sign_in_providers.js'

/**
 * The buttons of a sign-in page. Somebody who is signed in, and has to prove once more who they are, is offered what
 * leads to their own account and proves something.
 *
 * @param ctx - the request
 * @returns one for each provider that is set up and switched on
 */
export default async function openWays(ctx: HttpContext): Promise<SignInWay[]> {
  const providers = (await ctx.containerResolver.make(SignInProviders)).open(ctx.features)
  const user = currentUser(ctx)
  const linked = user && providers.length ? await linkedBy(user.id) : null
  return providers
    .filter(({ key, canAskAgain }) => linked === null || (canAskAgain && linked.has(key)))
    .map(({ key, title, mark }) => ({
      key: `social_sign_in.${key}`,
      title,
      href: `/accounts/social/${key}/`,
      mark,
    }))
}

async function linkedBy(userId: number): Promise<ReadonlySet<string>> {
  const linked = await LinkedAccount.query().where({ userId }).select('provider')
  return new Set(linked.map(({ provider }) => provider))
}
