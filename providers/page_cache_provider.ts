import type { ApplicationService, LoggerService } from '@adonisjs/core/types'
import { AnnouncementListener, KeptInMemory } from '@pydotorg/platform/announcements'
import { Fragments } from '@pydotorg/platform/cache'
import { SharedCopies } from '@pydotorg/platform/cdn'
import { connectionSettings, eachClient } from '@pydotorg/platform/database'
import { Features } from '@pydotorg/platform/features'
import {
  announceTables,
  PageCache,
  publicPageOf,
  tableTag,
  TableWatch,
  TABLES_CHANNEL,
} from '@pydotorg/platform/page_cache'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { keptSettings } from '@pydotorg/platform/settings'
import { answeredLog } from '#logging/log_answered'
import { logStream } from '#logging/log_stream'

/**
 * Keeps pages in front of the framework, and drops them: when the database announces that a table has changed, when a
 * tag is dropped, when a feature is switched, and all of them when announcements may have been missed.
 */
export default class PageCacheProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(PageCache, async (resolver) => {
      const { default: settings } = await import('#config/page_cache')
      const [router, listener] = [await resolver.make('router'), await resolver.make(AnnouncementListener)]
      const [log, copies] = [await resolver.make('logger'), await resolver.make(SharedCopies)]
      return new PageCache({
        ...settings,
        routeOf: (path) => {
          const found = router.match(path, 'GET', true)
          return found ? publicPageOf(found.route) : 'unrouted'
        },
        // Tests are one process, and drop for themselves what they change.
        isListening: () => listener.isConnected || this.app.inTest,
        made: (answer, tags) => copies.note(answer, tags),
        answered: answeredLog(log, logStream),
      })
    })
    this.app.container.singleton(TableWatch, async (resolver) => {
      const cache = await resolver.make(PageCache)
      const fragments = await resolver.make(Fragments)
      const watch = new TableWatch(cache.changes, (tags) => {
        cache.drop(tags)
        fragments.forgetTables(tags)
      })
      fragments.trustTables((tables) => watch.areQuiet(tables))
      return watch
    })
  }

  async boot(): Promise<void> {
    if (this.app.getEnvironment() === 'console') await this.#announceAfterMigrations()
    if (!this.#serves()) return
    const { container } = this.app
    const [cache, watch] = [await container.make(PageCache), await container.make(TableWatch)]
    const copies = await container.make(SharedCopies)
    const clear = (): void => {
      cache.clear()
      copies.changed(null)
    }
    const listener = await container.make(AnnouncementListener)
    listener.add({
      name: TABLES_CHANNEL,
      heard: (table) => {
        watch.heard(table)
        copies.changed([tableTag(table)])
      },
      mayHaveMissed: clear,
    })
    const fragments = await container.make(Fragments)
    fragments.onDropped((tags) => {
      if (tags === null) return clear()
      cache.drop(tags)
      copies.changed(tags)
    })
    const features = await container.make(Features)
    features.onChange(clear)
    keptSettings.onDifference(clear)
    await this.#clearWithWhatIsKeptInMemory(clear)
    await this.#watchStatements(watch)
  }

  async start(): Promise<void> {
    if (!this.#serves() || this.app.getMode() !== 'run') return
    await openPageCache(this.app)
    // It may have copies of what a build before this one made.
    const copies = await this.app.container.make(SharedCopies)
    copies.changed(null)
  }

  /** Menus and banners are on every page, and each is read from memory, not by a statement. */
  async #clearWithWhatIsKeptInMemory(clear: () => void): Promise<void> {
    const plugins = await this.app.container.make(PluginRegistry)
    for (const { manifest } of plugins.all()) {
      for (const load of manifest.contributes?.channels ?? []) {
        const channel = (await load()).default
        if (channel instanceof KeptInMemory) channel.onDifference(clear)
      }
    }
  }

  async #watchStatements(watch: TableWatch): Promise<void> {
    const { container } = this.app
    eachClient(await container.make('lucid.db'), await container.make('emitter'), (client) => watch.watch(client))
  }

  /** Whoever makes tables may make triggers, which the web processes of a careful deploy may not. */
  async #announceAfterMigrations(): Promise<void> {
    const ace = await this.app.container.make('ace')
    const log = await this.app.container.make('logger')
    // Lucid forgets its connections when the command is done.
    const settings = connectionSettings(await this.app.container.make('lucid.db'))
    ace.executed(async ({ commandName, exitCode }) => {
      if (exitCode || !/^migration:(run|fresh|refresh)$/.test(commandName)) return
      await announceOrTell(settings, log)
    })
  }

  #serves(): boolean {
    return ['web', 'test'].includes(this.app.getEnvironment())
  }
}

/**
 * Begins to keep pages, once the tables are there of which they are made.
 *
 * @param app - the application
 */
export async function openPageCache(app: ApplicationService): Promise<void> {
  const { container } = app
  const [cache, watch] = [await container.make(PageCache), await container.make(TableWatch)]
  const [db, log] = [await container.make('lucid.db'), await container.make('logger')]
  const tables = await announceOrTell(connectionSettings(db), log)
  if (!tables) return
  watch.know(tables.all, tables.announced)
  cache.open()
}

/** Without triggers the site goes on; pages of tables that have none are made each time. */
async function announceOrTell(settings: ReturnType<typeof connectionSettings>, log: LoggerService) {
  try {
    const tables = await announceTables(settings)
    if (tables.refused) log.warn({ err: tables.refused }, 'pages of tables that cannot be given triggers are not kept')
    return tables
  } catch (error) {
    log.warn({ err: error }, 'pages are not kept: the tables that they are made of cannot be read')
    return null
  }
}
