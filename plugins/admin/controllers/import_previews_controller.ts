import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AdminPolicy from '#policies/admin_policy'
import { Imports } from '#services/import/imports'

/** What would come of a file. Nothing is written. */
@inject()
export default class ImportPreviewsController {
  readonly #imports: Imports

  constructor(imports: Imports) {
    this.#imports = imports
  }

  async store(ctx: HttpContext): Promise<string | void> {
    const resource = await this.#imports.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('takeIn', resource)
    return this.#imports.look(ctx, resource)
  }
}
