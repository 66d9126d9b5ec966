import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { discoverPlugins } from './discover_plugins.js'
import { loadPlugin } from './load_plugin.js'
import { PluginRegistry } from './plugin_registry.js'
import type { Plugin, PluginFailure } from './plugin.js'

export { closestNames } from './closest_names.js'
export { discoverPlugins } from './discover_plugins.js'
export { loadOnce } from './lazy.js'
export { loadPlugin } from './load_plugin.js'
export { orderPlugins } from './order_plugins.js'
export { PluginLoadError, PluginOrderError } from './plugin_errors.js'
export { PluginRegistry } from './plugin_registry.js'
export type { Plugin, PluginFailure, PluginPackage } from './plugin.js'
export type { PluginManifest } from './plugin_manifest.js'

/** The version that plugins name in `pydotorg.platform`. */
export async function platformVersion(): Promise<string> {
  const file = new URL('../package.json', import.meta.url)
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string }
  return version
}

/**
 * Reads every plugin of an application from disk. One that cannot be read becomes a failure, never an exception.
 *
 * @param appRoot - URL of the application's root
 * @returns the registry
 * @throws PluginOrderError when the plugins cannot work together
 * @example
 * const plugins = await readPlugins(new URL('../', import.meta.url))
 */
export async function readPlugins(appRoot: URL): Promise<PluginRegistry> {
  const root = fileURLToPath(appRoot)
  const [packages, version] = await Promise.all([discoverPlugins(root), platformVersion()])
  const plugins: Plugin[] = []
  const failures: PluginFailure[] = []
  await Promise.all(
    packages.map(async (found) => {
      try {
        plugins.push(await loadPlugin(found, version))
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown))
        failures.push({ name: nameByPackage(found.packageName), packageName: found.packageName, error })
      }
    })
  )
  return new PluginRegistry(root, plugins, failures)
}

/** What a plugin most likely calls itself, while its manifest cannot tell: `@acme/pydotorg-ad-banners` is `ad_banners`. */
function nameByPackage(packageName: string): string {
  const last = packageName.split('/').at(-1) ?? packageName
  return last.replace(/^pydotorg-(?:plugin-)?/, '').replaceAll('-', '_')
}

const registries = new Map<string, Promise<PluginRegistry>>()

/**
 * The one registry of a running application: configuration files, which are read before any provider, and the
 * container share it.
 *
 * @param appRoot - URL of the application's root
 * @returns the registry, read once per process
 * @throws PluginOrderError when the plugins cannot work together
 * @example
 * const plugins = await pluginsOf(app.appRoot)
 */
export function pluginsOf(appRoot: URL): Promise<PluginRegistry> {
  const known = registries.get(appRoot.href)
  if (known) return known
  const reading = readPlugins(appRoot)
  registries.set(appRoot.href, reading)
  return reading
}
