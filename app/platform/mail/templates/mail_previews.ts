import { inject } from '@adonisjs/core'
import { DateTime } from 'luxon'
import { MailComposer } from './mail_composer.js'
import { MailTemplateError, type MailProblem } from './mail_problem.js'
import type { MailTemplate } from './mail_template.js'
import { MailTemplates } from './mail_templates.js'
import { sampleData } from './mail_values.js'
import type { UncheckedMailData } from './mail_variables.js'
import { OverrideStore } from './override_store.js'
import type { MailSource } from './render_mail.js'

/** What to look at. */
export interface PreviewRequest {
  /** Words that nobody has saved; without them: what would be sent now. */
  words?: MailSource | null
  /** Values in the place of samples, as JSON has them: a day or a moment in the form of ISO 8601. */
  data?: UncheckedMailData
}

/** A mail as it would arrive, or why it would not. */
export interface MailPreview {
  /** Null when it cannot be rendered. */
  mail: { subject: string; html: string; text: string } | null
  /** Of the words; they could not be saved with any. */
  problems: MailProblem[]
  /** Why the given data do not fit the variables. */
  dataProblem: string | null
}

/**
 * Shows mails before they are sent. The HTML is a whole document of a stranger: show it in a frame without scripts.
 *
 * @example
 * const previews = await ctx.containerResolver.make(MailPreviews)
 * const { mail, problems } = await previews.of('accounts.confirm_email', { words: { subject, html, text: null } })
 */
@inject()
export class MailPreviews {
  readonly #templates: MailTemplates
  readonly #store: OverrideStore
  readonly #composer: MailComposer

  /**
   * @param templates - that plugins declare
   * @param store - what staff wrote
   * @param composer - renders them
   */
  constructor(templates: MailTemplates, store: OverrideStore, composer: MailComposer) {
    this.#templates = templates
    this.#store = store
    this.#composer = composer
  }

  /**
   * @param key - of a mail
   * @param request - words and data; without: what would be sent now, with samples
   * @returns the mail, and what is wrong with it
   * @throws OperatorMistake naming the closest keys when no plugin declares it
   */
  async of(key: string, { words, data = {} }: PreviewRequest = {}): Promise<MailPreview> {
    const declared = await this.#templates.get(key)
    const override = words ? null : await this.#store.find(key)
    const source = words ?? (override?.isActive ? override : await this.#templates.ownSource(declared))
    try {
      const values = { ...sampleData(declared.template.variables), ...asTyped(declared.template, data) }
      const { problems, ...mail } = await this.#composer.compose({ key, data: values, source })
      return { mail, problems, dataProblem: null }
    } catch (error) {
      if (!(error instanceof MailTemplateError)) throw error
      const { problem, message } = error
      return { mail: null, problems: problem ? [problem] : [], dataProblem: problem ? null : message }
    }
  }
}

function asTyped({ variables }: MailTemplate, data: UncheckedMailData): UncheckedMailData {
  const typed = Object.entries(data).map(([name, value]) => {
    const type = Object.hasOwn(variables, name) ? variables[name]?.type : undefined
    const isTime = (type === 'date' || type === 'moment') && typeof value === 'string'
    return [name, isTime ? DateTime.fromISO(value, { zone: 'utc' }) : value]
  })
  return Object.fromEntries(typed) as UncheckedMailData
}
