import { HttpContext } from '@adonisjs/core/http'
import type { ApplicationService } from '@adonisjs/core/types'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { AuditLog } from '@pydotorg/platform/audit'
import { connectionSettings } from '@pydotorg/platform/database'
import {
  addFeatureTag,
  featureChannel,
  FeatureChanged,
  FeatureClock,
  featureDefinitions,
  FeaturePlans,
  Features,
  FeatureStore,
  FeatureSwitch,
  FeatureUndo,
  PostgresFeatureStore,
  readFeaturesOnce,
  RequestFeatures,
  strayVariables,
} from '@pydotorg/platform/features'
import { noticeWhenOff } from '@pydotorg/platform/commands/notice_when_off'
import { JobList } from '@pydotorg/platform/jobs'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { readSettingsOnce } from '@pydotorg/platform/settings/read_settings_once'
import { SwitchPreviews } from '@pydotorg/platform/switchboard'

/**
 * Puts the features to work: where they are kept, how a process learns of changes, and how requests, templates and
 * OpenFeature clients ask. A web process listens to the database, a command reads it once; code generation does neither.
 */
export default class FeaturesProvider {
  #clock: FeatureClock | null = null

  constructor(protected app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    container.singleton(Features, async (resolver) => {
      const plugins = await resolver.make(PluginRegistry)
      const features = new Features([], process.env)
      const redefine = (): void => features.redefine(featureDefinitions(plugins), plugins.failures())
      plugins.onFailure(redefine)
      redefine()
      return features
    })
    container.singleton(FeatureStore, async (resolver) => new PostgresFeatureStore(await resolver.make('lucid.db')))
    container.singleton(FeatureSwitch, async (resolver) => {
      return new FeatureSwitch(await resolver.make(Features), await resolver.make(FeatureStore))
    })
    container.singleton(FeatureUndo, async (resolver) => {
      const [features, store] = [await resolver.make(Features), await resolver.make(FeatureStore)]
      return new FeatureUndo({ features, store, featureSwitch: await resolver.make(FeatureSwitch) })
    })
    container.singleton(FeaturePlans, async (resolver) => {
      const [db, audit] = [await resolver.make('lucid.db'), await resolver.make(AuditLog)]
      const { default: CarryOutPlan } = await import('@pydotorg/platform/jobs/own/carry_out_plan')
      const featureSwitch = await resolver.make(FeatureSwitch)
      return new FeaturePlans({ db, audit, featureSwitch, wakeAt: CarryOutPlan.wakeAt })
    })
    container.singleton(SwitchPreviews, async (resolver) => {
      return new SwitchPreviews({
        plugins: await resolver.make(PluginRegistry),
        features: await resolver.make(Features),
        featureSwitch: await resolver.make(FeatureSwitch),
        jobList: await resolver.make(JobList),
        router: () => this.app.container.make('router'),
      })
    })
  }

  async boot(): Promise<void> {
    const features = await this.app.container.make(Features)
    HttpContext.getter(
      'features',
      function (this: HttpContext) {
        return new RequestFeatures(features, this)
      },
      true
    )
    const { default: edge } = await import('edge.js')
    addFeatureTag(edge, features)
  }

  async start(): Promise<void> {
    if (this.app.getMode() !== 'run') return
    // Before the server listens, so that the first visitor already sees what operators decided.
    if (this.app.getEnvironment() === 'web') await this.#listen()
    if (this.app.getEnvironment() === 'console') await this.#readForCommands()
    // Only from here on: what is in force when a process starts is no change.
    await this.#emitChanges()
  }

  async ready(): Promise<void> {
    if (this.app.getEnvironment() === 'web') await this.#offerOpenFeature()
  }

  async shutdown(): Promise<void> {
    this.#clock?.stop()
  }

  async #offerOpenFeature(): Promise<void> {
    const { OpenFeature } = await import('@openfeature/server-sdk')
    const { OpenFeatureProvider } = await import('@pydotorg/platform/features/openfeature_provider')
    OpenFeature.setProvider(new OpenFeatureProvider(await this.app.container.make(Features)))
  }

  /** Commands work without the database too, for one to create it; those that change features say what is wrong. */
  async #readForCommands(): Promise<void> {
    const features = await this.app.container.make(Features)
    const logger = await this.app.container.make('logger')
    const db = await this.app.container.make('lucid.db')
    await readFeaturesOnce(connectionSettings(db), features, readSettingsOnce).catch((error: unknown) => {
      logger.debug({ err: error }, 'features cannot be read from the database; the defaults are in force')
    })
    const ace = await this.app.container.make('ace')
    ace.executing((command) => noticeWhenOff(command, features))
  }

  async #emitChanges(): Promise<void> {
    const features = await this.app.container.make(Features)
    const emitter = await this.app.container.make('emitter')
    const logger = await this.app.container.make('logger')
    features.onChange((change) => {
      emitter.emit(FeatureChanged, change).catch((error: unknown) => {
        logger.error({ err: error, feature: change.key }, 'a listener of FeatureChanged failed')
      })
    })
  }

  async #listen(): Promise<void> {
    const features = await this.app.container.make(Features)
    const log = await this.app.container.make('logger')
    const keys = features.definitions().map(({ key }) => key)
    for (const sentence of strayVariables(keys, process.env)) log.warn(sentence)
    const listener = await this.app.container.make(AnnouncementListener)
    await listener.add(featureChannel(features)).start()
    this.#clock = new FeatureClock(features)
    this.#clock.start()
  }
}
