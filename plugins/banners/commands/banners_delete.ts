import { args } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { deleteBanner } from '#services/change_banner'
import { findBanner } from '#services/find_banner'

/** Deletes a banner for good; the audit log keeps what it said. */
export default class BannersDelete extends OperatorCommand {
  static override commandName = 'banners:delete'
  static override description = 'Delete a banner for good'

  @args.string({ description: 'Name or id of the banner' })
  declare banner: string

  protected override async work(): Promise<void> {
    const { id } = await findBanner(this.banner)
    const { name } = await deleteBanner(id, consoleOrigin())
    this.logger.success(`${name} is deleted`)
  }
}
