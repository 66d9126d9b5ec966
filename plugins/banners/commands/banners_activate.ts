import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { bannerState } from '#services/banner_state'
import { changeBanner } from '#services/change_banner'
import { findBanner } from '#services/find_banner'

/** Shows a banner on its days, in all running processes. */
export default class BannersActivate extends OperatorCommand {
  static override commandName = 'banners:activate'
  static override description = 'Show a banner, on the days and paths that it has'

  @args.string({ description: 'Name or id of the banner' })
  declare banner: string

  protected override async work(): Promise<void> {
    const { id } = await findBanner(this.banner)
    const banner = await changeBanner(id, { isActive: true }, consoleOrigin())
    this.logger.success(`${banner.name}: ${bannerState(banner)}`)
  }
}
