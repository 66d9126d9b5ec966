import type { ApplicationService } from '@adonisjs/core/types'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { connectionSettings } from '@pydotorg/platform/database'

/**
 * How a process hears what the database announces. Who has a channel adds it while the application boots; the features,
 * which must be known before anybody is served, start listening.
 */
export default class AnnouncementsProvider {
  #listener: AnnouncementListener | null = null

  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(AnnouncementListener, async (resolver) => {
      const [db, log] = [await resolver.make('lucid.db'), await resolver.make('logger')]
      this.#listener = new AnnouncementListener({ connection: connectionSettings(db), log })
      return this.#listener
    })
  }

  async shutdown(): Promise<void> {
    await this.#listener?.stop()
  }
}
