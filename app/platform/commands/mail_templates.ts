import { flags } from '@adonisjs/core/ace'
import { MailTemplateList } from '../mail/templates/mail_template_list.js'
import { OperatorCommand } from './operator_command.js'

/** Shows the mails that plugins declare, and whose words are sent. */
export default class MailTemplatesCommand extends OperatorCommand {
  static override commandName = 'mail:templates'
  static override description = 'List the mails that plugins send, and whether staff have changed their words'

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(): Promise<void> {
    const list = await this.app.container.make(MailTemplateList)
    const [all, orphans] = await Promise.all([list.all(), list.orphans()])
    const mails = all.map(({ template, plugin, isOn, state, problems }) => {
      const { key, title, summary, kind = 'transactional' } = template
      return { key, title, summary, kind, plugin, isOn, state, problems }
    })
    if (this.json) return this.logger.log(JSON.stringify({ mails, orphans: orphans.map(({ key }) => key) }, null, 2))
    const table = this.ui.table().head(['Key', 'Title', 'Plugin', 'Sent'])
    for (const { key, title, plugin, isOn, state } of mails) {
      table.row([key, title, isOn ? plugin : `${plugin} (off)`, state])
    }
    table.render()
    for (const { key, problems } of mails) for (const problem of problems) this.logger.warning(`${key}: ${problem}`)
    for (const { key } of orphans) this.logger.warning(`${key} is overridden, and no plugin declares it any more`)
  }
}
