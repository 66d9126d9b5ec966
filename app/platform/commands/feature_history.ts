import { args, flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { closestNames } from '../plugins/closest_names.js'
import { FeatureChangeRefused } from '../features/feature_change_refused.js'
import { FeatureStore, type RecordedValue } from '../features/feature_store.js'
import { RuleSet } from '../features/rules/rule_set.js'
import { FeatureCommand, type FeatureDesk } from './feature_command.js'

/** Shows who changed what. */
export default class FeatureHistory extends FeatureCommand {
  static override commandName = 'feature:history'
  static override description = 'Show who changed a feature, when, and why; newest first'

  @args.string({ description: 'Key of the feature; without it, all', required: false })
  declare key?: string

  @flags.number({ description: 'At most so many changes', default: 50 })
  declare limit: number

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work({ features }: FeatureDesk): Promise<void> {
    const store = await this.app.container.make(FeatureStore)
    const lines = await store.history({ key: this.key, limit: Math.max(1, Math.trunc(this.limit)) })
    if (lines.length === 0 && this.key)
      refuseUnknown(
        this.key,
        features.explainAll().map(({ key }) => key)
      )
    if (this.json) {
      this.logger.log(JSON.stringify(lines, null, 2))
      return
    }
    if (lines.length === 0) return void this.logger.info('nothing was changed yet')
    const table = this.ui.table().head(['When (UTC)', 'Key', 'Who', 'From', 'To', 'Why'])
    for (const { changedAt, key, who, from, to, reason } of lines) {
      const when = DateTime.fromJSDate(changedAt, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss')
      table.row([when, key, who, inWords(from), inWords(to), reason ?? ''])
    }
    table.render()
  }
}

function refuseUnknown(key: string, known: readonly string[]): void {
  if (known.includes(key)) return
  const near = closestNames(key, known)
  const hint = near.length ? ` Did you mean ${near.join(' or ')}?` : ''
  throw new FeatureChangeRefused('E_UNKNOWN_FEATURE', `There is no feature "${key}".${hint}`, near)
}

/** Old lines may hold rules that this version cannot read; then they are shown as they stand. */
function inWords(value: RecordedValue | null): string {
  if (!value) return 'default'
  const { state, rules } = value
  try {
    return `${state} ${RuleSet.read(rules)}`.trim()
  } catch {
    return `${state} ${JSON.stringify(rules)}`
  }
}
