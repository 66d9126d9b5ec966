import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { sendV2Root } from '@pydotorg/platform/wire_api'

@inject()
export default class ApiV2Controller {
  constructor(protected contributed: ContributionReader) {}

  async index(ctx: HttpContext): Promise<void> {
    await sendV2Root(ctx, await this.contributed.wireResources())
  }
}
