import type { User } from '../../identity/models/user.js'
import { Policy } from '../../identity/policy.js'

/** Who may see and change the words of mails, and send tests. */
export class MailTemplatePolicy extends Policy {
  change(user: User): boolean {
    return user.isStaff && user.can('platform.change_mail_templates')
  }
}
