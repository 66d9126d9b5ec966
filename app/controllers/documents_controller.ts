import { errors, type HttpContext } from '@adonisjs/core/http'
import { inject } from '@adonisjs/core'
import { MediaDocument, MediaLibrary } from '@pydotorg/platform/media'
import { sendFile } from '#media/send_file'

/** Kinds that a browser may show; all others are saved. */
const SHOWN: Readonly<Record<string, string>> = {
  'application/pdf': 'application/pdf',
  'text/plain': 'text/plain; charset=utf-8',
  'text/markdown': 'text/plain; charset=utf-8',
  'text/x-rst': 'text/plain; charset=utf-8',
}

/** Whoever wrote the file may run nothing here. A PDF is shown by a part of the browser that `sandbox` would switch off. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"

@inject()
export default class DocumentsController {
  constructor(protected library: MediaLibrary) {}

  async show(ctx: HttpContext): Promise<void> {
    const { key, name } = ctx.params as { key: string; name: string }
    const document = await MediaDocument.query().where({ key, name }).first()
    const file = document && (await this.library.fileOf(document))
    if (!file) throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    const shown = SHOWN[document.contentType]
    ctx.response
      .header('Content-Security-Policy', shown === 'application/pdf' ? POLICY : `${POLICY}; sandbox`)
      .header('Content-Disposition', `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(document.name)}`)
    await sendFile(ctx, file, { contentType: shown ?? document.contentType, tag: key })
  }
}

/** By RFC 8187, which allows fewer characters than an address does. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
}
