import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AuditLog } from '@pydotorg/platform/audit'
import { Fragments } from '@pydotorg/platform/cache'
import { PageCache } from '@pydotorg/platform/page_cache'
import { errors } from '@vinejs/vine'
import OperatorPolicy from '#policies/operator_policy'
import { purgeMessages, purgeValidator } from '#validators/cockpit/cache'

const CACHE = '/admin/cache/'

/** Drops what is kept of pages, in every process: pages hear of whatever parts of pages hear of. */
@inject()
export default class CachePurgesController {
  constructor(
    protected pages: PageCache,
    protected fragments: Fragments,
    protected audit: AuditLog
  ) {}

  async create(ctx: HttpContext): Promise<string | void> {
    try {
      const { tag, everything } = await readPurge(ctx)
      const pages = everything ? this.pages.counts().pages : (this.pages.tags().get(tag!) ?? 0)
      return await ctx.view.render('admin::pages/cockpit/cache/purge', { tag, everything, pages })
    } catch (error) {
      if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
      return backToPage(ctx, error)
    }
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('manageCache')
    const { tag, everything } = await readPurge(ctx)
    await (everything ? this.fragments.clearEverywhere() : this.fragments.dropTags([tag!]))
    const subject = { type: 'cache', id: everything ? '*' : tag!, label: everything ? 'everything' : tag! }
    await this.audit.record({ by: ctx, action: 'platform.cache.purge', subject })
    const what = everything ? 'Everything' : `What has the tag ${tag}`
    ctx.session.flash('notice', `${what} is rendered anew.`)
    ctx.response.redirect().status(303).toPath(CACHE)
  }
}

function readPurge({ request }: HttpContext) {
  return request.validateUsing(purgeValidator, { messagesProvider: purgeMessages })
}

/** The form asks with GET, so what was typed wrongly is told where it was typed. */
function backToPage({ response, session }: HttpContext, error: InstanceType<typeof errors.E_VALIDATION_ERROR>): void {
  session.flashValidationErrors(error, false)
  session.flashAll()
  response.redirect().status(303).toPath(CACHE)
}
