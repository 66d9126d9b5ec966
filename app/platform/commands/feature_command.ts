import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { PluginLoadError } from '../plugins/plugin_errors.js'
import { PluginRegistry } from '../plugins/plugin_registry.js'
import { FeatureChangeRefused } from '../features/feature_change_refused.js'
import { FeatureSwitch } from '../features/feature_switch.js'
import { Features } from '../features/features.js'
import { RuleError } from '../features/rules/rule.js'
import { databaseTrouble } from './database_trouble.js'

/** What commands about features work with. */
export interface FeatureDesk {
  features: Features
  plugins: PluginRegistry
  featureSwitch: FeatureSwitch
}

/** What commands about plugins and features share: values as the database has them, and errors an operator can read. */
export abstract class FeatureCommand extends BaseCommand {
  static override options: CommandOptions = { startApp: true }

  /** What the command does. What it throws for an operator's mistake is printed, and the exit code is 1. */
  protected abstract work(desk: FeatureDesk): Promise<void>

  /** Called when the database cannot be read. Without it, nothing else could be said. */
  protected async workWithoutDatabase(_desk: FeatureDesk): Promise<void> {}

  override async run(): Promise<void> {
    const desk: FeatureDesk = {
      features: await this.app.container.make(Features),
      plugins: await this.app.container.make(PluginRegistry),
      featureSwitch: await this.app.container.make(FeatureSwitch),
    }
    try {
      await desk.featureSwitch.refresh()
    } catch (error) {
      this.#complain(error)
      return this.workWithoutDatabase(desk)
    }
    await this.work(desk).catch((error: unknown) => this.#complain(error))
  }

  #complain(error: unknown): void {
    this.exitCode = 1
    const isMistake = [FeatureChangeRefused, RuleError, PluginLoadError].some((kind) => error instanceof kind)
    const sentence = isMistake ? (error as Error).message : databaseTrouble(error, process.env.DATABASE_URL ?? '')
    if (sentence === null) throw error
    this.logger.error(sentence)
  }
}
