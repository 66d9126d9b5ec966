import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AuditLog } from '@pydotorg/platform/audit'
import { Fragments } from '@pydotorg/platform/cache'
import vine from '@vinejs/vine'
import OperatorPolicy from '#policies/operator_policy'

/** One tag, or everything. */
const purge = vine.create({
  tag: vine.string().trim().maxLength(200).optional().requiredIfMissing('everything'),
  everything: vine.accepted().optional(),
})

/** What is kept of pages. */
@inject()
export default class CacheController {
  constructor(
    protected fragments: Fragments,
    protected audit: AuditLog
  ) {}

  async show({ view }: HttpContext): Promise<string> {
    const counts = this.fragments.counts()
    const asked = counts.hits + counts.misses + counts.outdated + counts.failures
    const ratio = asked === 0 ? null : counts.hits / asked
    return view.render('admin::pages/cockpit/cache/show', { counts, ratio, tags: this.fragments.tags() })
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageCache')
    const { tag, everything } = await ctx.request.validateUsing(purge)
    await (everything ? this.fragments.clearEverywhere() : this.fragments.dropTags([tag!]))
    const subject = { type: 'cache', id: everything ? '*' : tag!, label: everything ? 'everything' : tag! }
    await this.audit.record({ by: ctx, action: 'platform.cache.purge', subject })
    ctx.session.flash(
      'notice',
      everything ? 'Everything is rendered anew.' : `What has the tag ${tag} is rendered anew.`
    )
    ctx.response.redirect().status(303).toPath('/admin/cache/')
  }
}
