import { args, flags } from '@adonisjs/core/ace'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { MailPreviews } from '../mail/templates/mail_previews.js'
import { problemLine } from '../mail/templates/mail_problem.js'
import { OperatorCommand } from './operator_command.js'

/** Prints a mail as it would be sent now, with sample data. */
export default class MailPreview extends OperatorCommand {
  static override commandName = 'mail:preview'
  static override description = 'Print a mail as it would be sent now, with sample data'

  @args.string({ description: 'Key of the mail, as mail:templates shows it' })
  declare key: string

  @flags.boolean({ description: 'Print the HTML alone, e.g. into a file' })
  declare html: boolean

  @flags.boolean({ description: 'Print the plain text alone' })
  declare text: boolean

  protected override async work(): Promise<void> {
    if (this.html && this.text) throw new OperatorMistake('Choose one of --html and --text.')
    const previews = await this.app.container.make(MailPreviews)
    const { mail, problems } = await previews.of(this.key)
    for (const problem of problems) this.logger.error(problemLine(problem))
    if (problems.length > 0) this.exitCode = 1
    if (!mail) return
    if (this.html) return this.logger.log(mail.html)
    if (this.text) return this.logger.log(mail.text)
    this.logger.log(`Subject: ${mail.subject}\n\n${mail.text}`)
  }
}
