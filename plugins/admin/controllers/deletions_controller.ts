import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { hasFreshProof, ProofRequired } from '@pydotorg/platform/identity'
import { AdminRefusal, needsProof } from '@pydotorg/platform/admin'
import { formError } from '@pydotorg/platform/http'
import AdminPolicy from '#policies/admin_policy'
import { DeleteEffectsReader } from '#services/delete_effects'
import { deleteRecord } from '#services/deletion'
import { Records, userOf } from '#services/records'

/** Deleting a record: first what goes with it and what needs it, then the act. */
@inject()
export default class DeletionsController {
  readonly #records: Records
  readonly #effects: DeleteEffectsReader

  constructor(records: Records, effects: DeleteEffectsReader) {
    this.#records = records
    this.#effects = effects
  }

  async show(ctx: HttpContext): Promise<string> {
    const { resource, row } = await this.#asked(ctx)
    return ctx.view.render('admin::pages/records/delete', {
      resource,
      label: resource.label(row),
      base: this.#records.address(resource),
      id: row.$primaryKeyValue,
      effects: await this.#effects.of(resource, row, userOf(ctx)),
    })
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { resource, row } = await this.#asked(ctx)
    await ctx.bouncer.with(AdminPolicy).authorize('manage', { resource, verb: 'delete', row })
    const { blockers } = await this.#effects.of(resource, row, userOf(ctx))
    if (blockers.length > 0) throw formError('_form', `${resource.label(row)} cannot go: others need it.`)
    try {
      await deleteRecord(ctx, resource, row)
    } catch (error) {
      if (error instanceof AdminRefusal) throw formError('_form', error.message)
      throw error
    }
    ctx.session.flash('notice', `${resource.label(row)} is deleted.`)
    ctx.response.redirect().status(303).toPath(this.#records.address(resource))
  }

  async #asked(ctx: HttpContext) {
    const resource = await this.#records.resource(ctx)
    const row = await this.#records.row(ctx, resource)
    await ctx.bouncer.with(AdminPolicy).authorize('manage', { resource, verb: 'delete', row })
    if (needsProof(resource, 'delete') && !hasFreshProof(ctx)) throw new ProofRequired()
    return { resource, row }
  }
}
