import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { MailWebhooks } from '@pydotorg/platform/mail'

/** Where providers tell what became of mails (docs/mail.md). */
@inject()
export default class MailWebhooksController {
  static openToEveryone = {
    store: 'Whoever posts proves by a signature or a secret to be the provider.',
  }

  constructor(protected webhooks: MailWebhooks) {}

  async store({ params, request, response }: HttpContext): Promise<void> {
    const posted = { body: request.raw() ?? '', header: (name: string) => request.header(name) }
    const isKnown = await this.webhooks.take(params.provider, posted)
    if (!isKnown) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    response.noContent()
  }
}
