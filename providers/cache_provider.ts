import type { ApplicationService } from '@adonisjs/core/types'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import {
  addFragmentTag,
  Fragments,
  fragmentStore,
  inDatabase,
  inMemcached,
  inRedis,
  templatesDigest,
  type SharedStore,
} from '@pydotorg/platform/cache'
import { Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { keptSettings } from '@pydotorg/platform/settings'
import { join } from 'node:path'

/** Keeps parts of pages: in memory, and in a store that processes share when the settings name one. */
export default class CacheProvider {
  #shared: SharedStore | null = null

  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(Fragments, async (resolver) => {
      const [db, log] = [await resolver.make('lucid.db'), await resolver.make('logger')]
      this.#shared = await this.#sharedStore()
      return new Fragments({ store: fragmentStore({ shared: this.#shared ?? undefined }), db, log })
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
    features.onChange(() => fragments.clear())
  }

  /** A part may be made by a setting. What a process reads of them when it starts is no change. */
  async ready(): Promise<void> {
    if (!['web', 'test'].includes(this.app.getEnvironment())) return
    const fragments = await this.app.container.make(Fragments)
    keptSettings.onDifference(() => fragments.clear())
  }

  /** Before the provider of Redis asks each connection to say good-bye, which one that never came about cannot. */
  async shutdown(): Promise<void> {
    if (this.#shared?.kind !== 'redis') return this.#shared?.disconnect()
    const redis = await this.app.container.make('redis')
    await redis.disconnect('cache')
  }

  async #sharedStore(): Promise<SharedStore | null> {
    const { default: settings } = await import('#config/cache')
    if (settings.store === 'memory') return null
    const parts = { prefix: await this.#prefix(), log: await this.app.container.make('logger') }
    if (settings.store === 'memcached') return inMemcached(settings.memcached, parts)
    if (settings.store === 'database') return inDatabase(await this.app.container.make('lucid.db'), parts)
    const redis = await this.app.container.make('redis')
    return inRedis(redis.connection('cache').ioConnection, parts)
  }

  /** What one release has rendered, another with other templates does not show. */
  async #prefix(): Promise<string> {
    const plugins = await this.app.container.make(PluginRegistry)
    const folders = [this.app.viewsPath(), ...plugins.all().map(({ directory }) => join(directory, 'views'))]
    return `fragments:${await templatesDigest(folders)}`
  }
}
