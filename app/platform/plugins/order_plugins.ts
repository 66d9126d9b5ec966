import { closestNames } from './closest_names.js'
import { PluginOrderError } from './plugin_errors.js'

/** What ordering needs to know of a plugin. */
interface Ordered {
  name: string
  manifest: { requires?: readonly string[]; uses?: readonly string[] }
}

function refuseUnknown(plugin: Ordered, wanted: string, known: readonly string[]): never {
  const near = closestNames(
    wanted,
    known.filter((name) => name !== plugin.name)
  )
  const hint = near.length
    ? `Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
    : `Install it, or take it out of "requires" in the manifest of "${plugin.name}".`
  throw new PluginOrderError(`Plugin "${plugin.name}" requires "${wanted}", and there is no such plugin. ${hint}`)
}

function refuseCycle(path: readonly string[]): never {
  throw new PluginOrderError(
    `Plugins require each other in a circle: ${path.map((name) => `"${name}"`).join(' requires ')}. ` +
      'Turn one of these requirements into "uses", or move what both need into a plugin of its own.'
  )
}

/**
 * Orders plugins so that each comes after those it requires; otherwise by name. `uses` decides nothing: a soft
 * dependency may be missing or come later.
 *
 * @param plugins - the plugins in any order
 * @param unavailable - names that exist but could not be loaded; whoever requires one is left to the caller
 * @returns the same plugins in an order fit for migrations, seeders and providers
 * @throws PluginOrderError for an unknown requirement or a circle; it names both ends and says what to do
 * @example
 * orderPlugins([sponsors, companies]) // [companies, sponsors] when sponsors requires companies
 */
export function orderPlugins<T extends Ordered>(plugins: readonly T[], unavailable: readonly string[] = []): T[] {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const known = [...byName.keys(), ...unavailable]
  const ordered: T[] = []
  const done = new Set<string>(unavailable)

  const visit = (plugin: T, path: readonly string[]): void => {
    if (done.has(plugin.name)) return
    if (path.includes(plugin.name)) refuseCycle([...path.slice(path.indexOf(plugin.name)), plugin.name])
    for (const wanted of plugin.manifest.requires ?? []) {
      if (!known.includes(wanted)) refuseUnknown(plugin, wanted, known)
      const required = byName.get(wanted)
      if (required) visit(required, [...path, plugin.name])
    }
    done.add(plugin.name)
    ordered.push(plugin)
  }

  for (const plugin of [...plugins].sort((a, b) => a.name.localeCompare(b.name, 'en'))) visit(plugin, [])
  return ordered
}
