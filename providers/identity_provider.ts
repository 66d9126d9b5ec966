import { Bouncer } from '@adonisjs/bouncer'
import { Encryption } from '@adonisjs/core/encryption'
import { HttpContext } from '@adonisjs/core/http'
import type { ApplicationService } from '@adonisjs/core/types'
import { CsrfProtection, TemplateAuth, type User } from '@pydotorg/platform/identity'

/** Who asks and what they may do, in requests and in templates. */
export default class IdentityProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(CsrfProtection, async (resolver) => {
      const { default: edge } = await import('edge.js')
      return new CsrfProtection(await resolver.make(Encryption), edge)
    })
  }

  async boot(): Promise<void> {
    await this.#addBouncer()
    await this.#shareWithTemplates()
  }

  /** Made when somebody asks, which most requests do not. */
  async #addBouncer(): Promise<void> {
    Bouncer.emitter = await this.app.container.make('emitter')
    HttpContext.getter(
      'bouncer',
      function (this: HttpContext) {
        const user = (): User | null => this.auth.user ?? null
        return new Bouncer(user, {}, {}).setContainerResolver(this.containerResolver)
      },
      true
    )
  }

  /** Templates read `auth.user` and ask `can('jobs.moderate')`; both cost nothing until a page is rendered. */
  async #shareWithTemplates(): Promise<void> {
    const { default: edge } = await import('edge.js')
    HttpContext.getter(
      'view',
      function (this: HttpContext) {
        const auth = new TemplateAuth(this)
        const can = (permission: string): boolean => auth.user?.can(permission) ?? false
        return edge.createRenderer().share({ request: this.request, auth, can })
      },
      true
    )
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Asks policies whether the person of this request may do something. */
    bouncer: Bouncer<User, Record<string, never>, Record<string, never>>
  }
}
