import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { bannerState } from '#services/banner_state'
import { changeBanner } from '#services/change_banner'
import { findBanner } from '#services/find_banner'

/** Withdraws a banner, in all running processes. */
export default class BannersDeactivate extends OperatorCommand {
  static override commandName = 'banners:deactivate'
  static override description = 'Withdraw a banner; it can be shown again'

  @args.string({ description: 'Name or id of the banner' })
  declare banner: string

  protected override async work(): Promise<void> {
    const { id } = await findBanner(this.banner)
    const banner = await changeBanner(id, { isActive: false }, consoleOrigin())
    this.logger.success(`${banner.name}: ${bannerState(banner)}`)
  }
}
