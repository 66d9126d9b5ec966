import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AdminDirectory, readMove, tellMoved, type ReorderEntry } from '@pydotorg/platform/admin'
import type CodeSample from '#models/code_sample'
import CodeSamplePolicy from '#policies/code_sample_policy'
import { moveSample, orderedSamples } from '#services/sample_order'

const ORDER = '/admin/code-samples/order/'

/** The order of code samples, of which the first five that are published stand on the home page. */
@inject()
export default class OrdersController {
  readonly #admin: AdminDirectory

  constructor(admin: AdminDirectory) {
    this.#admin = admin
  }

  async edit({ view }: HttpContext): Promise<string> {
    const resource = await this.#admin.resource('code_samples.samples')
    const pathOf = (id?: number) => (resource ? this.#admin.address(resource, id) : null)
    const entries = (await orderedSamples()).map((sample) => entryOf(sample, pathOf(sample.id)))
    return view.render('code_samples::pages/order/edit', { entries, list: pathOf() })
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(CodeSamplePolicy).authorize('manage')
    const move = await readMove(ctx.request)
    const { sample, neighbour, isMoved } = await moveSample(ctx, move)
    const said = isMoved ? `stands ${move.side} “${neighbour.name}” now.` : 'stood there already.'
    tellMoved(ctx, move, `“${sample.name}” ${said}`)
    ctx.response.redirect().status(303).toPath(ORDER)
  }
}

function entryOf({ id, name, description, isPublished }: CodeSample, href: string | null): ReorderEntry {
  return {
    key: String(id),
    title: name,
    detail: description,
    marks: isPublished ? [] : [{ text: 'Draft', tone: 'plain' }],
    tools: href ? [{ label: 'Edit', href }] : [],
    children: [],
  }
}
