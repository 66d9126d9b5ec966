import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplicationService } from '@adonisjs/core/types'
import { Settings } from 'luxon'
import { Contracts } from '@pydotorg/platform/contracts'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { Features } from '@pydotorg/platform/features'
import { featureGate, RouteDirectory } from '@pydotorg/platform/http'
import { pluginsOf, PluginRegistry, type Plugin } from '@pydotorg/platform/plugins'

/**
 * Turns manifests into an application: reads top to bottom as AdonisJS runs it, register → boot → start → ready.
 * A plugin that throws on the way is taken out of use, and the site starts without it.
 */
export default class PluginsProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(PluginRegistry, () => pluginsOf(this.app.appRoot))
    this.app.container.singleton(Contracts, async (resolver) => {
      return new Contracts(await resolver.make(PluginRegistry), await resolver.make(Features))
    })
    this.app.container.singleton(ContributionReader, async (resolver) => {
      return new ContributionReader(await resolver.make(PluginRegistry), await resolver.make(Features))
    })
  }

  async boot(): Promise<void> {
    // All times are kept and shown in UTC, whatever the machine's zone, as on python.org.
    Settings.defaultZone = 'utc'
    Settings.defaultLocale = 'en-GB'
    await this.#mountViews()
  }

  async start(): Promise<void> {
    await this.#eachPlugin((plugin) => this.#registerRoutes(plugin))
    await this.#eachPlugin((plugin) => this.#listen(plugin))
  }

  async #mountViews(): Promise<void> {
    const { default: edge } = await import('edge.js')
    await this.#eachPlugin(async (plugin) => {
      const views = join(plugin.directory, 'views')
      if (existsSync(views)) edge.mount(plugin.name, views)
    })
  }

  async #registerRoutes(plugin: Plugin): Promise<void> {
    if (!plugin.manifest.routes) return
    const { default: register } = await plugin.manifest.routes()
    const router = await this.app.container.make('router')
    const directory = await this.app.container.make(RouteDirectory)
    let failure: unknown
    const routes = router.group(() => {
      try {
        register(router)
      } catch (error) {
        // Leaving the group by an exception would leave the router inside it; the routes so far stay gated.
        failure = error
      }
    })
    routes.use(featureGate(plugin.name))
    directory.enter(routes, plugin.name)
    if (failure) throw failure
  }

  async #listen(plugin: Plugin): Promise<void> {
    const emitter = await this.app.container.make('emitter')
    const features = await this.app.container.make(Features)
    const logger = await this.app.container.make('logger')
    for (const { event, handle } of plugin.manifest.listeners ?? []) {
      const { default: eventClass } = await event()
      emitter.on(eventClass as never, async (emitted: unknown) => {
        if (!features.isOn(plugin.name)) return
        try {
          const { default: listener } = await handle()
          await listener(emitted)
        } catch (error) {
          logger.error({ err: error, plugin: plugin.name, event: eventClass.name }, 'listener failed')
        }
      })
    }
  }

  async #eachPlugin(wire: (plugin: Plugin) => Promise<void>): Promise<void> {
    const plugins = await this.app.container.make(PluginRegistry)
    for (const plugin of [...plugins.all()]) {
      try {
        await wire(plugin)
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown))
        plugins.fail(plugin.name, error)
        const logger = await this.app.container.make('logger')
        logger.error({ err: error, plugin: plugin.name }, 'plugin could not be started and is out of use')
      }
    }
  }
}
