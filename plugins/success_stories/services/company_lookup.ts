import app from '@adonisjs/core/services/app'
import Companies from '@pydotorg/companies/contracts/companies'
import type { AdminChoice, AdminLookup } from '@pydotorg/platform/admin'
import { Contracts } from '@pydotorg/platform/contracts'

/** Companies that the site knows. While their plugin is off none is found, and what is chosen already stays. */
export const companyLookup: AdminLookup = {
  async find(typed, limit) {
    const found = (await (await companies())?.search(typed, limit)) ?? []
    return found.map(({ id, name }) => ({ value: String(id), label: name }))
  },
  async labels(values) {
    const ids = values.filter((value) => /^[1-9]\d{0,8}$/.test(value))
    const directory = await companies()
    if (!directory) return ids.map((value): AdminChoice => ({ value, label: `Company ${value}` }))
    const known = await directory.findMany(ids.map(Number))
    return [...known.values()].map(({ id, name }) => ({ value: String(id), label: name }))
  },
}

async function companies(): Promise<Companies | null> {
  return (await app.container.make(Contracts)).optional(Companies)
}
