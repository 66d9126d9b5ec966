import { args, flags } from '@adonisjs/core/ace'
import { isFeatureState } from '../features/feature_definition.js'
import { consequences } from './consequences.js'
import { consoleAuthor } from './console_author.js'
import { FeatureCommand, type FeatureDesk } from './feature_command.js'
import { withTypedRules } from './typed_rules.js'

/** Changes one switch in all running processes. */
export default class FeatureSet extends FeatureCommand {
  static override commandName = 'feature:set'
  static override description = 'Change a feature, in all running processes'
  static override help = [
    'For ten of a hundred visitors, and all members of two groups:',
    '  {{ binaryName }} feature:set events.submissions on --percentage=10 --groups=staff,editors',
    'On one evening only (UTC):',
    '  {{ binaryName }} feature:set events.submissions on --from=2025-10-07T18:00 --until=2025-10-07T22:00',
    'For everybody again:',
    '  {{ binaryName }} feature:set events.submissions on --clear-rules',
  ]

  @args.string({ description: 'Key of the feature' })
  declare key: string

  @args.string({ description: 'on, off or maintenance' })
  declare state: string

  @flags.string({ description: 'Share of visitors from 0 to 100; raising it keeps those who were in' })
  declare percentage?: string

  @flags.string({ description: 'Ids of users, with commas' })
  declare users?: string

  @flags.string({ description: 'Names of groups, with commas' })
  declare groups?: string

  @flags.string({ description: 'On from this moment (ISO 8601, UTC without a zone)' })
  declare from?: string

  @flags.string({ description: 'On until this moment' })
  declare until?: string

  @flags.boolean({ description: 'Forget the rules so far' })
  declare clearRules: boolean

  @flags.boolean({ description: 'Switch off the plugins that require it too' })
  declare cascade: boolean

  @flags.string({ description: 'Why, for the history' })
  declare reason?: string

  protected override async work({ features, plugins, featureSwitch }: FeatureDesk): Promise<void> {
    const { key, state, cascade, reason } = this
    if (!isFeatureState(state)) {
      this.logger.error(`A state is on, off or maintenance, and not "${state}".`)
      this.exitCode = 1
      return
    }
    const existing = this.clearRules ? {} : (features.setting(key)?.rules ?? {})
    const rules = withTypedRules(this, existing)
    const changed = await featureSwitch.change({ key, state, rules, cascade, reason, ...consoleAuthor() })
    if (changed.length === 0) return void this.logger.info(`${key} was so already`)
    const router = await this.app.container.make('router')
    for (const line of consequences(changed, { features, plugins, router })) this.logger.log(line)
  }
}
