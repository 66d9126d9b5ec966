import { BaseCheck, Result } from '@adonisjs/core/health'
import type { PluginRegistry } from '@pydotorg/platform/plugins'

/** Warns of plugins that are there and could not be loaded: the site runs without them. */
export class PluginsCheck extends BaseCheck {
  readonly name = 'Plugins'

  constructor(protected plugins: PluginRegistry) {
    super()
  }

  async run(): Promise<Result> {
    const failed = this.plugins.failures().map((failure) => failure.name)
    if (failed.length) return Result.warning(`Could not be loaded: ${failed.join(', ')}`)
    return Result.ok(`${this.plugins.all().length} loaded`)
  }
}
