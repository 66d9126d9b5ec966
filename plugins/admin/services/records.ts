import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { AdminDirectory, type AdminResource, type AnyRow } from '@pydotorg/platform/admin'
import { currentUser, type User } from '@pydotorg/platform/identity'
import AdminPolicy from '#policies/admin_policy'
import { rowsOf } from '#services/list/narrow_list'

/** Finds what an address speaks of. What somebody may not see is not there for them. */
@inject()
export class Records {
  readonly #directory: AdminDirectory

  /** @param directory - what plugins contribute */
  constructor(directory: AdminDirectory) {
    this.#directory = directory
  }

  /**
   * @param ctx - a request below `/admin/manage/:plugin/:resource/`
   * @returns the resource that it speaks of
   * @throws E_ROUTE_NOT_FOUND when there is none, or its plugin is off; E_AUTHORIZATION_FAILURE for who may not see it
   */
  async resource(ctx: HttpContext): Promise<AdminResource> {
    const { plugin, resource: nouns } = ctx.params
    const found = await this.#directory.resource(`${plugin}.${nouns}`)
    if (!found) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    await ctx.bouncer.with(AdminPolicy).authorize('manage', { resource: found, verb: 'view' })
    return found
  }

  /**
   * @param ctx - a request with `:id`
   * @param resource - its resource
   * @returns the record
   * @throws E_ROUTE_NOT_FOUND when it is gone, or not for this person
   */
  async row(ctx: HttpContext, resource: AdminResource): Promise<AnyRow> {
    const id = Number(ctx.params.id)
    const query = rowsOf(resource, userOf(ctx)).where(resource.model.primaryKey, id)
    // Actions and links are asked of the same row in the list and on the record's page.
    resource.list.load?.(query)
    const row = (await query.first()) as AnyRow | null
    if (row && (resource.allows?.('view', row, userOf(ctx)) ?? true)) return row
    throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
  }

  /**
   * @param resource - a resource
   * @param id - of a record
   * @returns path of its list, or of the record
   */
  address(resource: AdminResource, id?: number): string {
    return this.#directory.address(resource, id)
  }
}

/**
 * @param ctx - a request behind `adminPage()`
 * @returns who asks
 */
export function userOf(ctx: HttpContext): User {
  const user = currentUser(ctx)
  if (user) return user
  throw new Error('This belongs behind adminPage(), which lets no guest in.')
}
