import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { sendV1Root } from '@pydotorg/platform/wire_api'

@inject()
export default class ApiV1Controller {
  constructor(protected contributed: ContributionReader) {}

  async index(ctx: HttpContext): Promise<void> {
    sendV1Root(ctx, await this.contributed.wireResources())
  }
}
