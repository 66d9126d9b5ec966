import app from '@adonisjs/core/services/app'
import Pages, { type NamedPage } from '@pydotorg/pages/contracts/pages'
import type { AdminChoice, AdminLookup } from '@pydotorg/platform/admin'
import { Contracts } from '@pydotorg/platform/contracts'

/** Pages of the site. While their plugin is off none is found, and what is chosen already stays. */
export const pageLookup: AdminLookup = {
  async find(typed, limit) {
    return ((await (await pages())?.search(typed, limit)) ?? []).map(choiceOf)
  },
  async labels(values) {
    const ids = values.filter((value) => /^[1-9]\d{0,8}$/.test(value))
    const directory = await pages()
    if (!directory) return ids.map((value): AdminChoice => ({ value, label: `Page ${value}` }))
    return [...(await directory.findMany(ids.map(Number))).values()].map(choiceOf)
  },
}

function choiceOf({ id, title, path }: NamedPage): AdminChoice {
  return { value: String(id), label: `${title} (/${path}/)` }
}

async function pages(): Promise<Pages | null> {
  return (await app.container.make(Contracts)).optional(Pages)
}
