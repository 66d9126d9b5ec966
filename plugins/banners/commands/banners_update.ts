import { flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { changeBanner } from '#services/change_banner'
import { findBanner } from '#services/find_banner'
import { bannerChangeValidator } from '#validators/banner'
import { BannerFlags } from './banner_flags.js'

/** Changes what a banner says and where it is shown; what is left out stays. */
export default class BannersUpdate extends BannerFlags {
  static override commandName = 'banners:update'
  static override description = 'Change a banner; who dismissed it sees it again'

  @flags.string({ description: 'Another name' })
  declare rename?: string

  protected override async work(): Promise<void> {
    const { id } = await findBanner(this.name)
    const given = { ...this.typedFields(), name: this.rename }
    await this.checked(async () =>
      changeBanner(id, await this.validated(bannerChangeValidator, given), consoleOrigin())
    )
    this.logger.success(`${this.rename ?? this.name} is as you want it`)
  }
}
