import { inject } from '@adonisjs/core'
import { DateTime } from 'luxon'
import { ContributionReader } from '../../contributions/contribution_reader.js'
import type { PersonalData } from '../../contributions/personal_data.js'
import type { User } from '../models/user.js'
import { IDENTITY_DATA } from './identity_rows.js'

/** A person's own copy of what the site has of them. */
export interface ExportedData {
  /** ISO time. */
  exportedAt: string
  username: string
  /** By the keys of its parts, each with what it is. */
  data: Record<string, { title: string; records: unknown }>
}

/**
 * Everything that the site has of a person, from the accounts and from every plugin.
 *
 * @example
 * const personalData = await ctx.containerResolver.make(PersonalDataExport)
 * response.json(await personalData.of(user))
 */
@inject()
export class PersonalDataExport {
  readonly #contributions: ContributionReader

  /** @param contributions - knows what plugins keep of people */
  constructor(contributions: ContributionReader) {
    this.#contributions = contributions
  }

  /** @returns what is kept of people, and what becomes of it with the account */
  parts(): readonly PersonalData[] {
    return [...IDENTITY_DATA, ...this.#contributions.personalData()]
  }

  /**
   * @param user - who asks
   * @returns what there is of them; one part after the other, so that nobody's export takes every connection
   * @throws whatever a plugin throws: half an export would look whole
   */
  async of(user: User): Promise<ExportedData> {
    const data: ExportedData['data'] = {}
    for (const { key, title, read } of this.parts()) {
      const { default: recordsOf } = await read()
      data[key] = { title, records: await recordsOf(user) }
    }
    return { exportedAt: DateTime.utc().toISO(), username: user.username, data }
  }
}
