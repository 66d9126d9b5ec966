import app from '@adonisjs/core/services/app'
import { knownPermissions } from '@pydotorg/platform/identity/operators'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { wordsOf, type AdminChoice, type AdminLookup } from '@pydotorg/platform/admin'

/** Every permission that there is, with what it allows. */
export const permissionLookup: AdminLookup = {
  async find(typed, limit) {
    const words = wordsOf(typed).map((word) => word.toLowerCase())
    const fitting = (await all()).filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
    return fitting.slice(0, limit)
  },
  async labels(values) {
    return (await all()).filter(({ value }) => values.includes(value))
  },
}

async function all(): Promise<AdminChoice[]> {
  const known = knownPermissions(await app.container.make(PluginRegistry))
  return Object.entries(known).map(([value, meaning]) => ({ value, label: `${meaning} (${value})` }))
}
