import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AdminPolicy from '#policies/admin_policy'
import { Imports } from '#services/import/imports'

/** Records that staff send in a file. */
@inject()
export default class ImportsController {
  readonly #imports: Imports

  constructor(imports: Imports) {
    this.#imports = imports
  }

  async create(ctx: HttpContext): Promise<string> {
    const resource = await this.#imports.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('takeIn', resource)
    return this.#imports.open(ctx, resource)
  }

  async store(ctx: HttpContext): Promise<string | void> {
    const resource = await this.#imports.resource(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('takeIn', resource)
    return this.#imports.take(ctx, resource)
  }
}
