import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { SocialImages } from '@pydotorg/platform/seo'
import { sendFile } from '#media/send_file'

@inject()
export default class SocialImagesController {
  constructor(protected images: SocialImages) {}

  async show(ctx: HttpContext): Promise<void> {
    const token = (ctx.params.file as string).replace(/\.png$/, '')
    const image = await this.images.find(token)
    if (!image) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    // The address is signed, so no other content has its last part.
    await sendFile(ctx, image, { contentType: 'image/png', tag: token.slice(-43) })
  }
}
