import { flags } from '@adonisjs/core/ace'
import type { FeatureExplanation } from '../features/explain_feature.js'
import { FeatureCommand, type FeatureDesk } from './feature_command.js'

/** Lists every switch of the site. */
export default class FeatureList extends FeatureCommand {
  static override commandName = 'feature:list'
  static override description = 'List every feature, its state, and why it is so'

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work({ features }: FeatureDesk): Promise<void> {
    const explained = features.explainAll()
    if (this.json) {
      this.logger.log(JSON.stringify(explained, null, 2))
      return
    }
    const table = this.ui.table().head(['Key', 'State', 'Why', 'For', 'Owner'])
    for (const { key, state, reason, audience, owner } of explained) {
      table.row([key, state, reason.text, state === 'on' ? audience || 'everybody' : audience, owner ?? ''])
    }
    table.render()
    for (const notice of explained.flatMap(notices)) this.logger.warning(notice)
  }

  /** The defaults of the manifests are what a site without its database goes by. */
  protected override workWithoutDatabase(desk: FeatureDesk): Promise<void> {
    return this.work(desk)
  }
}

function notices({ key, plugin, owner, expires, isExpired, reason }: FeatureExplanation): string[] {
  if (isExpired) return [`${key} expired on ${expires}: ${owner} should take it out of plugin ${plugin}`]
  if (reason.kind === 'undeclared') return [`${key} stands in the database, but no plugin declares it`]
  return []
}
