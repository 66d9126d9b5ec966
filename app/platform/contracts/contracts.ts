import type { Features } from '../features/features.js'
import { PluginLoadError } from '../plugins/plugin_errors.js'
import type { Plugin } from '../plugins/plugin.js'
import type { Contract, ContractProvision } from './contract.js'

interface Provided {
  plugin: string
  implementation: ContractProvision['implementation']
}

/**
 * Services that plugins give to each other.
 *
 * @example
 * const sponsors = await contracts.optional(SponsorDirectory)
 * const names = sponsors ? await sponsors.names() : []
 */
export class Contracts {
  readonly #features: Features
  readonly #provided = new Map<Contract<unknown>, Provided>()
  readonly #instances = new Map<Contract<unknown>, Promise<unknown>>()

  /** @param features - decides whether the giver of a service is on */
  constructor(features: Features) {
    this.#features = features
  }

  /**
   * Takes up what a plugin gives. The contracts are imported, which wakes nothing; the implementations are not.
   *
   * @param plugin - the plugin that gives
   * @throws PluginLoadError when another plugin gives the same; whatever importing a contract throws
   */
  async provide({ name, manifest }: Plugin): Promise<void> {
    const provided = await Promise.all(
      (manifest.provides ?? []).map(async ({ contract, implementation }) => {
        const { default: token } = await contract()
        return { token, implementation }
      })
    )
    for (const { token } of provided) this.#refuseDouble(name, token)
    for (const { token, implementation } of provided) this.#provided.set(token, { plugin: name, implementation })
  }

  /**
   * For a contract of a plugin in `requires`: it is there and on whenever the asking plugin is.
   *
   * @param contract - the abstract class
   * @returns its implementation, made once per process
   * @throws Error when no plugin that is on gives it; whatever making the implementation throws
   * @example
   * const directory = await contracts.get(CompanyDirectory)
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
   * @throws whatever making the implementation throws; the next call tries again
   * @example
   * const directory = await contracts.optional(SponsorDirectory)
   */
  async optional<T>(contract: Contract<T>): Promise<T | null> {
    const found = this.#provided.get(contract)
    if (!found || !this.#features.isOn(found.plugin)) return null
    return (await this.#instance(contract, found)) as T
  }

  /** Kept as a promise, so that two who ask at the same time get the same instance. */
  #instance(contract: Contract<unknown>, { implementation }: Provided): Promise<unknown> {
    const known = this.#instances.get(contract)
    if (known) return known
    const making = implementation().then(({ default: Implementation }) => new Implementation())
    this.#instances.set(contract, making)
    making.catch(() => this.#instances.delete(contract))
    return making
  }

  #refuseDouble(plugin: string, contract: Contract<unknown>): void {
    const other = this.#provided.get(contract)
    if (!other) return
    throw new PluginLoadError(
      `Plugin "${plugin}" provides ${contract.name}, which plugin "${other.plugin}" provides already; one must go.`
    )
  }
}
