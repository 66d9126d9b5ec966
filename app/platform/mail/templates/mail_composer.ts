import type { MailTemplates } from './mail_templates.js'
import type { UncheckedMailData } from './mail_variables.js'
import type { MailRendering, MailSite, MailSource, RenderedMail } from './render_mail.js'

/** What a mail is composed of. */
export interface MailToCompose {
  key: string
  /** A value for each variable. */
  data: UncheckedMailData
  /** True when answers reach somebody. */
  isAnswered?: boolean
  /** What it is made of; without it: what the plugin has. */
  source?: MailSource
}

/**
 * Makes mails of templates. What it needs for that is loaded with the first mail, so that a process without mails does
 * without it.
 *
 * @example
 * const composer = await app.container.make(MailComposer)
 * const { subject, html, text } = await composer.compose({ key: 'events.welcome', data: { username: 'ada' } })
 */
export class MailComposer {
  readonly #templates: MailTemplates
  readonly #site: MailSite
  readonly #framePath: string
  #frame: Promise<MailRendering['frame']> | null = null

  /**
   * @param templates - that there are
   * @param site - name and address
   * @param framePath - absolute path of the frame, in MJML
   */
  constructor(templates: MailTemplates, site: MailSite, framePath: string) {
    this.#templates = templates
    this.#site = site
    this.#framePath = framePath
  }

  /**
   * @param mail - which one, and with what
   * @returns it, with what is wrong with its source
   * @throws OperatorMistake for a key that nobody declares
   * @throws MailTemplateError for a source that cannot be rendered, and for data that do not fit
   */
  async compose({ key, data, isAnswered = false, source }: MailToCompose): Promise<RenderedMail> {
    const declared = await this.#templates.get(key)
    const { renderMail } = await import('./render_mail.js')
    return renderMail({
      template: declared.template,
      source: source ?? (await this.#templates.ownSource(declared)),
      data,
      site: this.#site,
      frame: await this.#frameOnce(),
      isAnswered,
    })
  }

  #frameOnce(): Promise<MailRendering['frame']> {
    this.#frame ??= import('./mail_frame.js').then(({ MailFrame }) => new MailFrame(this.#framePath))
    return this.#frame
  }
}
