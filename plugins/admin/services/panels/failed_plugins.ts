import app from '@adonisjs/core/services/app'
import { maskNamedValues, maskPasswords } from '@pydotorg/platform/logging'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { firstLine } from '#services/panels/first_line'

/** @returns plugins that could not be loaded, and why, without secrets; null when all were */
export default async function failedPlugins(): Promise<{ plugins: { name: string; reason: string }[] } | null> {
  const failures = (await app.container.make(PluginRegistry)).failures()
  if (failures.length === 0) return null
  const plugins = failures.map(({ name, error }) => {
    return { name, reason: firstLine(maskNamedValues(maskPasswords(error.message))) }
  })
  return { plugins }
}
