import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import Banner from '#models/banner'
import { bannerState } from '#services/banner_state'

/** Shows banners, the newest first. */
export default class BannersList extends OperatorCommand {
  static override commandName = 'banners:list'
  static override description = 'Show banners and whether they are seen, the newest first'

  @flags.number({ description: 'At most so many, up to 1000', default: 50 })
  declare limit: number

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    if (!Number.isInteger(this.limit) || this.limit < 1 || this.limit > 1000) {
      throw new OperatorMistake(`--limit must be a whole number from 1 to 1000, and not ${this.limit}.`)
    }
    const banners = await Banner.query().orderBy('id', 'desc').limit(this.limit)
    if (this.json) return void this.logger.log(JSON.stringify(banners, null, 2))
    if (banners.length === 0) return void this.logger.info('there is no banner')
    const table = this.ui.table().head(['Id', 'Name', 'Title', 'Type', 'For', 'Paths', 'State'])
    for (const banner of banners) {
      const audience = banner.isSitewide ? 'everybody' : banner.target
      const { id, name, title, bannerType, paths } = banner
      table.row([String(id), name, title, bannerType, audience, paths.join(' ') || 'all', bannerState(banner)])
    }
    table.render()
  }
}
