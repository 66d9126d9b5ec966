import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { DirectUploads } from '@pydotorg/platform/media'

@inject()
export default class DirectUploadsController {
  static openToEveryone = {
    update: 'The address is the permission: random, for one file, and over after a quarter of an hour.',
  }

  constructor(protected uploads: DirectUploads) {}

  async update({ params, request, response }: HttpContext): Promise<void> {
    const taken = await this.uploads.receive(params.token, request.request)
    if (!taken) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    response.noContent()
  }
}
