import mail from '@adonisjs/mail/services/main'
import { announcementList, type ListMessage } from '#services/announcement_list'

/**
 * Mails commands to the list of announcements, without making the member wait.
 *
 * @param messages - what the list has to be told
 */
export async function tellAnnouncementList(messages: readonly ListMessage[]): Promise<void> {
  const list = announcementList()
  if (!list) return
  for (const { from, command } of messages) {
    await mail.sendLater((message) => {
      message.to(list).from(from).subject(command).text(command)
    })
  }
}
