import type { ApplicationService } from '@adonisjs/core/types'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { keptSettings, SettingCatalogue, SettingChanges, settings } from '@pydotorg/platform/settings'

/** Settings as operators want them: heard of in web processes, and looked through for what does not fit. */
export default class SettingsProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(SettingCatalogue, async (resolver) => {
      return new SettingCatalogue(await resolver.make(PluginRegistry), await resolver.make(Features))
    })
    this.app.container.singleton(SettingChanges, async (resolver) => {
      return new SettingChanges(await resolver.make('lucid.db'), await resolver.make(SettingCatalogue))
    })
  }

  /** The features start listening when everything has booted. */
  async boot(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const listener = await this.app.container.make(AnnouncementListener)
    listener.add(keptSettings)
  }

  async start(): Promise<void> {
    if (this.app.getMode() !== 'run' || !['web', 'console'].includes(this.app.getEnvironment())) return
    const declared = await (await this.app.container.make(SettingCatalogue)).all()
    settings.refuseWrongEnvironment(declared)
    if (this.app.getEnvironment() !== 'web') return
    const log = await this.app.container.make('logger')
    const tell = (): void => {
      for (const sentence of settings.troubles(declared)) log.warn(sentence)
    }
    tell()
    keptSettings.onDifference(tell)
  }
}
