import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { CONTENT_TYPES, ImageVariants, parseVariant } from '@pydotorg/platform/media'
import { sendFile } from '#media/send_file'

/** A drawing is a document of its own when somebody opens it: it may run nothing and read nothing. */
const DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

@inject()
export default class ImagesController {
  constructor(protected variants: ImageVariants) {}

  async show(ctx: HttpContext): Promise<void> {
    const { key, file } = ctx.params as { key: string; file: string }
    const address = parseVariant(file)
    const found = address && (await this.variants.find(key, address))
    if (!found) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    if (address.format === 'svg') ctx.response.header('Content-Security-Policy', DRAWING)
    await sendFile(ctx, found, { contentType: CONTENT_TYPES[address.format], tag: `${key}-${file}` })
  }
}
