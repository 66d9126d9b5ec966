import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AdminPolicy from '#policies/admin_policy'
import { Imports } from '#services/import/imports'

/** Rows that did not go in, as a file. Nothing is written: the page has them, with their reasons. */
@inject()
export default class RefusedRowsController {
  readonly #imports: Imports

  constructor(imports: Imports) {
    this.#imports = imports
  }

  async store(ctx: HttpContext): Promise<string | void> {
    const resource = await this.#imports.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('takeIn', resource)
    return this.#imports.refused(ctx, resource)
  }
}
