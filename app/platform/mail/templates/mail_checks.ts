import { inject } from '@adonisjs/core'
import { MailComposer } from './mail_composer.js'
import type { MailProblem } from './mail_problem.js'
import { MailTemplates } from './mail_templates.js'
import { sourceProblems } from './override_check.js'
import type { MailSource } from './render_mail.js'

/** Tells whether words may be sent in the place of a mail. */
@inject()
export class MailChecks {
  readonly #templates: MailTemplates
  readonly #composer: MailComposer

  /**
   * @param templates - that plugins declare
   * @param composer - renders what was written, to see whether it is sound
   */
  constructor(templates: MailTemplates, composer: MailComposer) {
    this.#templates = templates
    this.#composer = composer
  }

  /**
   * @param key - of a mail
   * @param words - that somebody wrote
   * @returns what is wrong with them
   * @throws OperatorMistake naming the closest keys when no plugin declares it
   */
  async problems(key: string, words: MailSource): Promise<MailProblem[]> {
    const { template } = await this.#templates.get(key)
    return sourceProblems(this.#composer, template, words)
  }

  /**
   * @param key - of a mail
   * @throws OperatorMistake naming the closest keys when no plugin declares it
   */
  async mustKnow(key: string): Promise<void> {
    await this.#templates.get(key)
  }
}
