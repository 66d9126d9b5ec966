import type { Features } from '../features/features.js'
import type { PluginRegistry } from '../plugins/plugin_registry.js'
import type { Contract, ContractProvision } from './contract.js'

interface Provided {
  plugin: string
  provision: ContractProvision
}

/**
 * Services that plugins give to each other.
 *
 * @example
 * const sponsors = await contracts.optional(SponsorDirectory)
 * const names = sponsors ? await sponsors.names() : []
 */
export class Contracts {
  readonly #plugins: PluginRegistry
  readonly #features: Features
  readonly #instances = new Map<Contract<unknown>, unknown>()
  #provided: Promise<Map<Contract<unknown>, Provided>> | null = null

  /**
   * @param plugins - who may give services
   * @param features - decides whether the giver is on
   */
  constructor(plugins: PluginRegistry, features: Features) {
    this.#plugins = plugins
    this.#features = features
  }

  /**
   * For a contract of a plugin in `requires`: it is there and on whenever the asking plugin is.
   *
   * @param contract - the abstract class
   * @returns its implementation, made once per process
   * @throws Error when no plugin that is on gives it
   */
  async get<T>(contract: Contract<T>): Promise<T> {
    const service = await this.optional(contract)
    if (service) return service
    throw new Error(
      `No plugin that is switched on provides ${contract.name}. Put the plugin that owns it into "requires", ` +
        'or ask with optional() and do without it.'
    )
  }

  /**
   * For a contract of a plugin in `uses`.
   *
   * @param contract - the abstract class
   * @returns its implementation, or null when its plugin is absent or off
   */
  async optional<T>(contract: Contract<T>): Promise<T | null> {
    const found = (await this.#all()).get(contract)
    if (!found || !this.#features.isOn(found.plugin)) return null
    const known = this.#instances.get(contract)
    if (known) return known as T
    const { default: Implementation } = await found.provision.implementation()
    const made = new Implementation()
    this.#instances.set(contract, made)
    return made as T
  }

  #all(): Promise<Map<Contract<unknown>, Provided>> {
    this.#provided ??= this.#readAll()
    return this.#provided
  }

  async #readAll(): Promise<Map<Contract<unknown>, Provided>> {
    const provided = new Map<Contract<unknown>, Provided>()
    for (const plugin of this.#plugins.all()) {
      for (const provision of plugin.manifest.provides ?? []) {
        const { default: contract } = await provision.contract()
        const other = provided.get(contract)
        if (other) {
          throw new Error(`Plugins "${other.plugin}" and "${plugin.name}" both provide ${contract.name}; one must go.`)
        }
        provided.set(contract, { plugin: plugin.name, provision })
      }
    }
    return provided
  }
}
