import logger from '@adonisjs/core/services/logger'
import mail from '@adonisjs/mail/services/main'
import type { User } from '@pydotorg/platform/identity'
import { TemplatedMail } from '@pydotorg/platform/mail'
import { published, received, returned, submitted } from '#mails/templates'
import type Story from '#models/story'
import { submissionRecipient } from '#services/recipient'

/**
 * What is sent when somebody submits a story, or another version of one that was returned.
 *
 * @param user - who did
 * @param story - with its category
 * @param kind - which of the two
 * @returns a mail to staff, and one to them
 */
export function submissionMails(user: User, story: Story, kind: 'New' | 'Revised'): TemplatedMail[] {
  const { username, email } = user
  const thanks = new TemplatedMail(received, { to: email, data: { username, name: story.name } })
  const to = submissionRecipient()
  if (to) return [staffMail({ to, user, story, kind }), thanks]
  logger.warn({ story: story.id }, 'nobody is told of a submitted story: change the setting success_stories.reader')
  return [thanks]
}

interface StaffMail {
  to: string
  user: User
  story: Story
  kind: 'New' | 'Revised'
}

/** In the words of python.org, with all fields. */
function staffMail({ to, user, story, kind }: StaffMail): TemplatedMail {
  return new TemplatedMail(submitted, {
    to,
    replyTo: story.authorEmail ?? user.email,
    data: {
      name: story.name,
      // A name may have several lines, a subject has one.
      headline: story.name.split(/[\r\n]/, 1)[0]!.trim(),
      is_revised: kind === 'Revised',
      company: story.companyName,
      company_url: story.companyUrl,
      category: story.category.name,
      author: story.author,
      author_email: story.authorEmail,
      pull_quote: story.pullQuote,
      content: story.content,
      review_link: story.path,
    },
  })
}

/**
 * @param story - that everybody sees now, with its submitter
 */
export async function mailPublished({ name, path, submittedBy }: Story): Promise<void> {
  if (!submittedBy) return
  const { username, email } = submittedBy
  await mail.sendLater(new TemplatedMail(published, { to: email, data: { username, name, link: path } }))
}

/**
 * @param story - that was returned, with its submitter
 */
export async function mailReturned({ id, name, returnReason, submittedBy }: Story): Promise<void> {
  if (!submittedBy) return
  const { username, email } = submittedBy
  const data = { username, name, reason: returnReason, link: `/success-stories/submissions/${id}/edit/` }
  await mail.sendLater(new TemplatedMail(returned, { to: email, data }))
}
