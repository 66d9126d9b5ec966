import { relative, join } from 'node:path'
import { closestNames } from './closest_names.js'
import { orderPlugins } from './order_plugins.js'
import { PluginLoadError, PluginOrderError } from './plugin_errors.js'
import type { Plugin, PluginFailure } from './plugin.js'

/**
 * The plugins of this site, in the order of their requirements, and those that could not be loaded.
 *
 * @example
 * const plugins = await app.container.make(PluginRegistry)
 * plugins.all().map((plugin) => plugin.name) // ['companies', 'sponsors']
 */
export class PluginRegistry {
  readonly #appRoot: string
  readonly #plugins: Plugin[]
  readonly #failures: PluginFailure[]
  readonly #onFailure = new Set<() => void>()

  /**
   * @param appRoot - absolute path of the application
   * @param plugins - plugins whose manifests were read, in any order
   * @param failures - plugins that are there and could not be loaded
   * @throws PluginOrderError for two plugins of one name, an unknown requirement, or a circle
   */
  constructor(appRoot: string, plugins: readonly Plugin[], failures: readonly PluginFailure[] = []) {
    this.#appRoot = appRoot
    this.#failures = [...failures]
    refuseDoubles(plugins)
    this.#plugins = this.#withoutOrphans(
      orderPlugins(
        plugins,
        failures.map((failure) => failure.name)
      )
    )
  }

  /** Every loaded plugin, each after those it requires. */
  all(): readonly Plugin[] {
    return this.#plugins
  }

  /** Plugins that are there and could not be loaded, with the reason. */
  failures(): readonly PluginFailure[] {
    return this.#failures
  }

  /**
   * @param name - a plugin's name
   * @returns the plugin, or null when there is none of that name
   */
  find(name: string): Plugin | null {
    return this.#plugins.find((plugin) => plugin.name === name) ?? null
  }

  /**
   * @param name - a plugin's name as somebody typed it
   * @returns the plugin
   * @throws PluginLoadError naming the closest names when there is none
   */
  get(name: string): Plugin {
    const plugin = this.find(name)
    if (plugin) return plugin
    const near = closestNames(
      name,
      this.#plugins.map((known) => known.name)
    )
    const hint = near.length ? ` Did you mean ${near.join(', ')}?` : ''
    throw new PluginLoadError(`There is no plugin "${name}".${hint}`)
  }

  /**
   * @param name - a plugin's name
   * @returns names of the plugins that require it, directly or through others, in load order
   */
  dependentsOf(name: string): string[] {
    const dependents = new Set<string>()
    for (const plugin of this.#plugins) {
      const requires = plugin.manifest.requires ?? []
      if (requires.some((wanted) => wanted === name || dependents.has(wanted))) dependents.add(plugin.name)
    }
    return [...dependents]
  }

  /** Folders of migrations, relative to the application, in load order. Missing folders do no harm. */
  migrationPaths(): string[] {
    return this.#plugins.map((plugin) => relative(this.#appRoot, join(plugin.directory, 'database/migrations')))
  }

  /**
   * Takes a plugin out of use after its manifest was read, e.g. because its routes threw.
   *
   * @param name - the plugin's name
   * @param error - what it threw
   */
  fail(name: string, error: Error): void {
    const plugin = this.find(name)
    if (!plugin) return
    this.#failures.push({ name, packageName: plugin.packageName, error })
    this.#plugins.splice(this.#plugins.indexOf(plugin), 1)
    this.#plugins.splice(0, this.#plugins.length, ...this.#withoutOrphans(this.#plugins))
    for (const listener of this.#onFailure) listener()
  }

  /** @param listener - called after a plugin, and those that require it, were taken out of use */
  onFailure(listener: () => void): void {
    this.#onFailure.add(listener)
  }

  /** Leaves out plugins that require a failed one, and says of each why. */
  #withoutOrphans(ordered: readonly Plugin[]): Plugin[] {
    return ordered.filter((plugin) => {
      const missing = plugin.manifest.requires?.find((wanted) =>
        this.#failures.some((failure) => failure.name === wanted)
      )
      if (!missing) return true
      const error = new PluginLoadError(`Plugin "${plugin.name}" requires "${missing}", which could not be loaded.`)
      this.#failures.push({ name: plugin.name, packageName: plugin.packageName, error })
      return false
    })
  }
}

function refuseDoubles(plugins: readonly Plugin[]): void {
  const seen = new Map<string, Plugin>()
  for (const plugin of plugins) {
    const other = seen.get(plugin.name)
    if (other) {
      throw new PluginOrderError(
        `Two plugins call themselves "${plugin.name}": ${other.packageName} and ${plugin.packageName}. Remove one of them.`
      )
    }
    seen.set(plugin.name, plugin)
  }
}
