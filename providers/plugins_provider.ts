import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Encryption } from '@adonisjs/core/encryption'
import { Router } from '@adonisjs/core/http'
import type { ApplicationService } from '@adonisjs/core/types'
import { Settings } from 'luxon'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { Contracts } from '@pydotorg/platform/contracts'
import { ContributionReader, type EventClass, type ListenerDeclaration } from '@pydotorg/platform/contributions'
import { Features } from '@pydotorg/platform/features'
import { featureGate, RouteDirectory, RouteRehearsal } from '@pydotorg/platform/http'
import { refuseForged } from '@pydotorg/platform/identity'
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
      return new Contracts(await resolver.make(Features))
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
    if (this.app.getEnvironment() === 'web') await this.#addChannels()
  }

  async start(): Promise<void> {
    const { qs } = await this.app.container.make('router')
    const encryption = await this.app.container.make(Encryption)
    const rehearsal = new RouteRehearsal(() => new Router(this.app, encryption, qs))
    await this.#eachPlugin((plugin) => this.#registerRoutes(plugin, rehearsal))
    const contracts = await this.app.container.make(Contracts)
    await this.#eachPlugin((plugin) => contracts.provide(plugin))
    await this.#eachPlugin((plugin) => this.#listen(plugin))
  }

  async #mountViews(): Promise<void> {
    const { default: edge } = await import('edge.js')
    await this.#eachPlugin(async (plugin) => {
      const views = join(plugin.directory, 'views')
      if (existsSync(views)) edge.mount(plugin.name, views)
    })
  }

  /** What plugins keep in memory is read before the first visitor is served, and whenever the database says so. */
  async #addChannels(): Promise<void> {
    await this.#eachPlugin(async ({ manifest }) => {
      const channels = manifest.contributes?.channels ?? []
      if (channels.length === 0) return
      const listener = await this.app.container.make(AnnouncementListener)
      for (const channel of channels) listener.add((await channel()).default)
    })
  }

  async #registerRoutes(plugin: Plugin, rehearsal: RouteRehearsal): Promise<void> {
    if (!plugin.manifest.routes) return
    const { default: register } = await plugin.manifest.routes()
    rehearsal.rehearse(plugin.name, register)
    const router = await this.app.container.make('router')
    const directory = await this.app.container.make(RouteDirectory)
    const routes = router.group(() => register(router))
    routes.use([featureGate(plugin.name), refuseForged()])
    directory.enter(routes, plugin.name)
  }

  async #listen(plugin: Plugin): Promise<void> {
    const emitter = await this.app.container.make('emitter')
    const features = await this.app.container.make(Features)
    const logger = await this.app.container.make('logger')
    for (const { event, handle } of plugin.manifest.listeners ?? []) {
      const eventClass = await this.#eventOf(plugin, event)
      if (!eventClass) continue
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

  /** @returns null for an event of a plugin that is used when it is there, and is not */
  async #eventOf({ manifest }: Plugin, event: ListenerDeclaration['event']): Promise<EventClass | null> {
    try {
      return (await event()).default
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const isAbsent = code === 'ERR_MODULE_NOT_FOUND' && message.includes('Cannot find package')
      if (isAbsent && manifest.uses?.length) return null
      throw error
    }
  }

  async #eachPlugin(wire: (plugin: Plugin) => Promise<void>): Promise<void> {
    const plugins = await this.app.container.make(PluginRegistry)
    for (const plugin of [...plugins.all()]) {
      // One that requires a plugin that failed a moment ago is out of use as well.
      if (!plugins.find(plugin.name)) continue
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
