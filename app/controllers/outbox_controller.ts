import { errors, type HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { mailSettings } from '#config/mail'
import { FolderMails, type FolderMail } from '#outbox/folder_mails'

/** A mail's own styles and pictures, and nothing that runs: it is shown in a frame, in an origin of its own. */
const FRAME_POLICY = [
  "default-src 'none'",
  'img-src data: http: https:',
  "style-src 'unsafe-inline'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join(';')

/** Shows developers the mails that were written into the folder; not there in production. */
export default class OutboxController {
  readonly #mails = new FolderMails(mailSettings.folder)

  async index({ view }: HttpContext): Promise<string> {
    const mails = await this.#mails.newest()
    const provider = mailSettings.providers[0]
    return view.render('pages/outbox/index', {
      mails: mails.map((mail) => ({ ...mail, time: clock(mail.at) })),
      provider: provider === 'folder' ? null : provider,
    })
  }

  async show(ctx: HttpContext): Promise<string> {
    const mail = await this.#find(ctx)
    return ctx.view.render('pages/outbox/show', { mail: { ...mail, time: clock(mail.at) } })
  }

  /** What the frame shows. Links open elsewhere: a page of the site may not be framed. */
  async html(ctx: HttpContext): Promise<string> {
    const mail = await this.#find(ctx)
    ctx.response.header('Content-Security-Policy', FRAME_POLICY).header('X-Frame-Options', 'SAMEORIGIN')
    ctx.response.type('text/html')
    return `<base target="_blank">${mail.html ?? ''}`
  }

  /** The file, as mail programs open it. */
  async source(ctx: HttpContext): Promise<string> {
    const { source, name } = await this.#find(ctx)
    ctx.response.type('message/rfc822').header('Content-Disposition', `attachment; filename="${name}.eml"`)
    return source
  }

  async #find({ params, request }: HttpContext): Promise<FolderMail> {
    const mail = await this.#mails.find(params.name)
    if (mail) return mail
    throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  }
}

function clock(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'utc' }).toFormat('d LLL, HH:mm:ss')
}
