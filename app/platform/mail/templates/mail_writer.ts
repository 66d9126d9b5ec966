import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import { MailComposer, type MailToCompose } from './mail_composer.js'
import type { MailOverride } from './mail_override.js'
import { MailTemplateError, problemLine } from './mail_problem.js'
import { OverrideStore } from './override_store.js'
import type { RenderedMail } from './render_mail.js'

/**
 * Writes mails that are to be sent: with the words of staff where there are some, and with those of the plugin when they
 * cannot be used. The database is asked for each mail, so every process uses a change at once.
 */
@inject()
export class MailWriter {
  readonly #composer: MailComposer
  readonly #store: OverrideStore
  readonly #logger: Logger

  /**
   * @param composer - renders them
   * @param store - what staff wrote
   * @param logger - is told of what cannot be used
   */
  constructor(composer: MailComposer, store: OverrideStore, logger: Logger) {
    this.#composer = composer
    this.#store = store
    this.#logger = logger
  }

  /**
   * @param mail - which one, and with what
   * @returns it
   * @throws OperatorMistake for a key that no plugin declares
   * @throws MailTemplateError for data that do not fit the variables
   */
  async write(mail: Omit<MailToCompose, 'source'>): Promise<RenderedMail> {
    const override = await this.#activeOverride(mail.key)
    return (override && (await this.#ofStaff(mail, override))) ?? this.#composer.compose(mail)
  }

  /** @returns null when the plugin's own has to do */
  async #ofStaff(mail: Omit<MailToCompose, 'source'>, override: MailOverride): Promise<RenderedMail | null> {
    try {
      const written = await this.#composer.compose({ ...mail, source: override })
      if (written.problems.length === 0) return written
      await this.#giveUp(override, written.problems.map(problemLine).join(' '))
    } catch (error) {
      // Data that do not fit are no fault of the words, and the plugin's own would not do either.
      if (error instanceof MailTemplateError && !error.problem) throw error
      await this.#giveUp(override, error instanceof Error ? error.message : String(error))
    }
    return null
  }

  async #activeOverride(key: string): Promise<MailOverride | null> {
    try {
      const override = await this.#store.find(key)
      return override?.isActive ? override : null
    } catch (error) {
      this.#logger.error({ err: error, template: key }, "a mail's override cannot be read: the plugin's own is sent")
      return null
    }
  }

  async #giveUp(override: MailOverride, failure: string): Promise<void> {
    const { key: template, version } = override
    this.#logger.error({ template, version, failure }, "a mail's override cannot be used: the plugin's own is sent")
    await this.#store.fail(override, failure).catch((error: unknown) => {
      this.#logger.error({ err: error, template }, 'that an override of a mail failed could not be kept')
    })
  }
}
