import { args, flags } from '@adonisjs/core/ace'
import { errors } from '@vinejs/vine'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import { bannerMessages } from '#validators/banner'

/** A validator made by Vine. */
interface Validator<T> {
  validate(given: unknown, options: { messagesProvider: typeof bannerMessages }): Promise<T>
}

/** What commands share that say what a banner is like. */
export abstract class BannerFlags extends OperatorCommand {
  @args.string({ description: 'Name by which staff find the banner' })
  declare name: string

  @flags.string({ description: 'The first words, in bold' })
  declare title?: string

  @flags.string({ description: 'What visitors shall know' })
  declare message?: string

  @flags.string({ description: 'A path of this site or an https address; empty for none' })
  declare link?: string

  @flags.string({ description: 'Text of the link; "Learn more" without it' })
  declare linkText?: string

  @flags.string({ description: 'info, success, warning or error' })
  declare type?: string

  @flags.string({ description: 'frontend, for people, or api, for programs' })
  declare target?: string

  @flags.array({ description: 'First part of a path where it is shown, such as /psf; may be given several times' })
  declare path?: string[]

  @flags.string({ description: 'First day (UTC), such as 2026-04-23; empty for none' })
  declare from?: string

  @flags.string({ description: 'Last day (UTC); empty for none' })
  declare until?: string

  @flags.boolean({
    description: 'Visitors may take it away; --no-dismissible: they may not',
    showNegatedVariantInHelp: true,
  })
  declare dismissible?: boolean

  @flags.boolean({ description: 'For people and for programs', showNegatedVariantInHelp: true })
  declare sitewide?: boolean

  /** What was typed, by the names of the columns; what was not typed is left out. */
  protected typedFields(): Record<string, unknown> {
    const { title, message, type, target, path, dismissible, sitewide } = this
    const optional = { link: this.link, linkText: this.linkText, startDate: this.from, endDate: this.until }
    const emptied = Object.entries(optional).map(([field, value]) => [field, value === '' ? null : value])
    return {
      ...{ title, message, target, bannerType: type, paths: path?.filter(Boolean) },
      ...{ isDismissible: dismissible, isSitewide: sitewide },
      ...Object.fromEntries(emptied),
    }
  }

  /** Says what is wrong with what was typed, in one sentence after the other. */
  protected async checked<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
      const messages = error.messages as { message: string }[]
      throw new OperatorMistake(messages.map(({ message }) => message).join(' '))
    }
  }

  /** @returns what was typed, checked */
  protected validated<T>(validator: Validator<T>, given: Record<string, unknown>): Promise<T> {
    return validator.validate(given, { messagesProvider: bannerMessages })
  }
}
