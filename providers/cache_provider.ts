import type { ApplicationService } from '@adonisjs/core/types'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { addFragmentTag, Fragments, fragmentStore, templatesDigest, type FragmentStore } from '@pydotorg/platform/cache'
import { Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { keptSettings } from '@pydotorg/platform/settings'
import { join } from 'node:path'

/** Keeps parts of pages: in memory, and in Redis as well when the site has one. */
export default class CacheProvider {
  #usesRedis = false

  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(Fragments, async (resolver) => {
      const [db, log] = [await resolver.make('lucid.db'), await resolver.make('logger')]
      return new Fragments({ store: await this.#store(), db, log })
    })
  }

  async boot(): Promise<void> {
    const [fragments, log] = [await this.app.container.make(Fragments), await this.app.container.make('logger')]
    const { default: edge } = await import('edge.js')
    addFragmentTag(edge, fragments, log)
    if (this.app.getEnvironment() !== 'web') return
    const listener = await this.app.container.make(AnnouncementListener)
    listener.add(fragments.channel())
    const features = await this.app.container.make(Features)
    // A part may show, or link to, what another plugin has while it is on.
    features.onChange(() => this.#clear(fragments))
  }

  /** A part may be made by a setting. What a process reads of them when it starts is no change. */
  async ready(): Promise<void> {
    if (!['web', 'test'].includes(this.app.getEnvironment())) return
    const fragments = await this.app.container.make(Fragments)
    keptSettings.onDifference(() => this.#clear(fragments))
  }

  /** Before the provider of Redis asks each connection to say good-bye, which one that never came about cannot. */
  async shutdown(): Promise<void> {
    if (!this.#usesRedis) return
    const redis = await this.app.container.make('redis')
    await redis.disconnect('cache')
  }

  #clear(fragments: Fragments): void {
    fragments.clear().catch(async (error: unknown) => {
      const log = await this.app.container.make('logger')
      log.error({ err: error }, 'fragments could not be cleared')
    })
  }

  async #store(): Promise<FragmentStore> {
    const { default: env } = await import('#start/env')
    if (!env.get('REDIS_URL')) return fragmentStore()
    this.#usesRedis = true
    const redis = await this.app.container.make('redis')
    const plugins = await this.app.container.make(PluginRegistry)
    const folders = [this.app.viewsPath(), ...plugins.all().map(({ directory }) => join(directory, 'views'))]
    const prefix = `fragments:${await templatesDigest(folders)}`
    return fragmentStore({ connection: redis.connection('cache').ioConnection, prefix })
  }
}
