import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import type { AdminTone } from './admin_row.js'

/** Something beside an entry: a link, or a button that sends the form of the list somewhere else. */
export type ReorderTool =
  { label: string; href: string } | { label: string; action: string; name: string; value: string }

/** An entry of `@admin.reorder`. */
export interface ReorderEntry {
  /** Letters, digits and `. _ : -`. */
  key: string
  title: string
  /** A few words below the title. */
  detail?: string | null
  marks: readonly { text: string; tone: AdminTone }[]
  tools: readonly ReorderTool[]
  /** What stands below it. */
  children: readonly ReorderEntry[]
}

/** A move that somebody asked for. */
export interface ReorderMove {
  key: string
  side: 'before' | 'after'
  /** The entry beside which it comes to stand. */
  other: string
}

const validator = vine.create({ move: vine.string().regex(/^[\w.:-]{1,200} (before|after) [\w.:-]{1,200}$/) })

/**
 * @param request - of the form of `@admin.reorder`, with `move="<key> before|after <key>"`
 * @returns the move
 * @throws E_VALIDATION_ERROR for anything else
 * @example
 * const { key, side, other } = await readMove(ctx.request)
 */
export async function readMove(request: HttpRequest): Promise<ReorderMove> {
  const { move } = await request.validateUsing(validator)
  const [key, side, other] = move.split(' ') as [string, ReorderMove['side'], string]
  return { key, side, other }
}

/**
 * Tells `@admin.reorder` of the next page what came of a move: it is read out, and the entry keeps the focus.
 *
 * @param ctx - the request of the move
 * @param move - what was asked for
 * @param said - what came of it, in one sentence
 * @example
 * tellMoved(ctx, move, '“Downloads” stands before “About” now.')
 */
export function tellMoved(
  { session }: HttpContext,
  { key, side }: Pick<ReorderMove, 'key' | 'side'>,
  said: string
): void {
  session.flash('adminReorder', { key, side, said })
}
