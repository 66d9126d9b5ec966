import logger from '@adonisjs/core/services/logger'
import { errors as vineErrors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import { AdminRefusal, type AdminAction, type AdminResource, type AnyRow } from '@pydotorg/platform/admin'
import { listRequestOf } from '#services/list/list_request'
import { narrowed, rowsOf } from '#services/list/narrow_list'
import { userOf } from '#services/records'

/** Records that one act reaches. */
export const MOST_ACTED = 1_000

/** A record to which it could not be done, and why. */
export interface Failure {
  id: number
  label: string
  reason: string
}

/** What came of an act. */
export interface Outcome {
  done: number
  failures: Failure[]
  /** What the last of them said that it did. */
  said: string | null
}

/**
 * @param ctx - a request with `ids[]`, or with `all` and the query string of the list
 * @param resource - a resource
 * @returns the records that are meant, at most a thousand, by id
 */
export async function chosenRows(ctx: HttpContext, resource: AdminResource): Promise<AnyRow[]> {
  const { request } = ctx
  const user = userOf(ctx)
  const { primaryKey } = resource.model
  const scope = listRequestOf(resource, Object.fromEntries(new URLSearchParams(String(request.input('search') ?? ''))))
  const query = request.input('all') ? narrowed(resource, user, scope) : rowsOf(resource, user)
  if (!request.input('all')) query.whereIn(primaryKey, idsOf(request.input('ids')))
  resource.list.load?.(query)
  const rows = (await query.orderBy(primaryKey).limit(MOST_ACTED)) as unknown as AnyRow[]
  return rows.filter((row) => resource.allows?.('change', row, user) ?? true)
}

/**
 * Does it to one record after the other. One that refuses keeps no other from being done.
 *
 * @param ctx - the request
 * @param action - what is done
 * @param acted - to which records, and what was told with it
 * @returns what came of it
 */
export async function act(
  ctx: HttpContext,
  action: AdminAction<AnyRow>,
  { resource, rows, input }: { resource: AdminResource; rows: readonly AnyRow[]; input: Record<string, unknown> }
): Promise<Outcome> {
  const outcome: Outcome = { done: 0, failures: [], said: null }
  for (const row of rows) {
    const label = resource.label(row)
    try {
      if (action.applies?.(row, userOf(ctx)) === false) throw new AdminRefusal('This makes no sense for it now.')
      outcome.said = (await action.run({ ctx, row, input })) ?? null
      outcome.done += 1
    } catch (error) {
      outcome.failures.push({ id: Number(row.$primaryKeyValue), label, reason: reasonOf(error) })
    }
  }
  return outcome
}

function idsOf(given: unknown): number[] {
  const ids = Array.isArray(given) ? given : typeof given === 'object' && given ? Object.values(given) : [given]
  return ids
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2_147_483_648)
    .slice(0, MOST_ACTED)
}

/**
 * @param error - of a service, about one record of many
 * @returns why it could not be done, for staff; what nobody foresaw is logged
 */
export function reasonOf(error: unknown): string {
  if (error instanceof AdminRefusal || error instanceof OperatorMistake) return error.message
  if (error instanceof vineErrors.E_VALIDATION_ERROR) {
    return (error.messages as { message: string }[]).map(({ message }) => message).join(' ')
  }
  logger.error({ err: error }, 'an action of staff failed')
  return 'It failed, and the log of the site says why.'
}
