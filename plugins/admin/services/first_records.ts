import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { Database } from '@adonisjs/lucid/database'
import { AdminDirectory, mayManage, type AdminResource } from '@pydotorg/platform/admin'
import type { User } from '@pydotorg/platform/identity'

/** A list without a record, with the way to its first one. */
export interface FirstRecord {
  singular: string
  href: string
}

/** Where somebody may begin, for a dashboard on which nothing waits. */
@inject()
export class FirstRecords {
  constructor(
    protected directory: AdminDirectory,
    protected db: Database
  ) {}

  /**
   * @param user - who comes in
   * @returns lists without any record to which they may add one; one query finds them, by a row of each table
   */
  async for(user: User): Promise<FirstRecord[]> {
    const resources = (await this.directory.resourcesFor(user)).filter((resource) => mayBegin(user, resource))
    if (resources.length === 0) return []
    try {
      const empty = await this.#empty(resources)
      return empty.map((resource) => ({
        singular: resource.singular,
        href: this.directory.address(resource, 'new'),
      }))
    } catch (error) {
      logger.error({ err: error }, 'which lists have no record cannot be told')
      return []
    }
  }

  async #empty(resources: readonly AdminResource[]): Promise<AdminResource[]> {
    const tables = resources.map(({ model }) => (model.boot(), model.table))
    const each = tables.map(() => 'exists (select 1 from ??)').join(', ')
    const { rows } = await this.db.rawQuery<{ rows: { filled: boolean[] }[] }>(
      `select array[${each}] as filled`,
      tables
    )
    return resources.filter((_, index) => !rows[0]?.filled[index])
  }
}

/** What a person sees of a narrowed list, its table does not tell. */
function mayBegin(user: User, resource: AdminResource): boolean {
  return Boolean(resource.form) && !resource.scope && mayManage(user, { resource, verb: 'add' })
}
