import type { Authenticators, InferAuthenticators, InferAuthEvents } from '@adonisjs/auth/types'
import { defineConfig } from '@adonisjs/auth'
import { sessionGuard } from '@adonisjs/auth/session'
import { configProvider } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ApiGuard } from '@pydotorg/platform/identity/access_tokens'

const authConfig = defineConfig({
  default: 'web',
  guards: {
    // No "remember me" tokens: a session lasts two weeks from its last use (config/session.ts).
    web: sessionGuard({
      useRememberMeTokens: false,
      provider: configProvider.create(async () => {
        const { SignedInUsers } = await import('@pydotorg/platform/identity')
        return new SignedInUsers()
      }),
    }),
    // Programs: Authorization: Bearer (docs/accounts.md).
    api: (ctx: HttpContext) => new ApiGuard(ctx),
  },
})

export default authConfig

declare module '@adonisjs/auth/types' {
  export interface Authenticators extends InferAuthenticators<typeof authConfig> {}
}
declare module '@adonisjs/core/types' {
  interface EventsList extends InferAuthEvents<Authenticators> {}
}
