import type { HttpContext } from '@adonisjs/core/http'
import { renderStreams } from './render_streams.js'
import { TURBO_STREAM_TYPE, type TurboStream } from './turbo_stream.js'

/** Id of the place below the header where every page tells what was done. */
const NOTICES = 'notices'

/** What a write answers: the page as it is now, for Turbo in place, for everybody else by a redirect. */
export interface LiveAnswer {
  /** Path of the page that shows what was done; where browsers without scripts are led. */
  page: string
  /** A sentence on what was done, shown once. */
  notice?: string
  /** What changes in the page that is open; asked only when Turbo can do it. */
  streams: () => readonly TurboStream[] | Promise<readonly TurboStream[]>
}

/**
 * @param ctx - a request
 * @returns true when Turbo sent it and can change the page that is open
 */
export function acceptsStreams({ request }: HttpContext): boolean {
  // Whoever takes anything does not ask for this.
  return request.types().includes(TURBO_STREAM_TYPE)
}

/**
 * Answers a write by changing the page that is open, where Turbo asks for it; otherwise by a redirect to the page that
 * shows the same. A page works alike with and without scripts, as long as `streams` shows what `page` shows.
 *
 * @param ctx - a request that has written
 * @param answer - the page, what is told, and what changes
 * @throws whatever `streams` or one of its templates throws
 * @example
 * return answerWithStreams(ctx, {
 *   page: '/accounts/sessions/',
 *   notice: 'Signed out: Firefox on Linux.',
 *   streams: async () => [{ action: 'replace', target: 'open-sessions', view: 'accounts::components/open_sessions', data }],
 * })
 */
export async function answerWithStreams(ctx: HttpContext, { page, notice, streams }: LiveAnswer): Promise<void> {
  ctx.response.vary('Accept')
  if (!acceptsStreams(ctx)) {
    if (notice) ctx.session.flash('notice', notice)
    return ctx.response.redirect().status(303).toPath(page)
  }
  const told: TurboStream[] = notice
    ? [{ action: 'update', target: NOTICES, view: 'ui::components/notice', data: { text: notice, focus: true } }]
    : []
  const body = await renderStreams(ctx.view, [...(await streams()), ...told])
  ctx.response.header('Content-Type', `${TURBO_STREAM_TYPE}; charset=utf-8`)
  ctx.response.send(body)
}
