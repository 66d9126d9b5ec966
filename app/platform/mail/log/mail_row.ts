/** What became of a mail. Only a queued one may still be sent. */
export const MAIL_STATES = ['queued', 'sent', 'failed', 'bounced', 'complained', 'suppressed'] as const

/**
 * - `queued`: on its way, maybe after attempts that failed
 * - `sent`: a provider has taken it
 * - `failed`: refused, or no provider took it in the time that it had; may be sent again
 * - `bounced`: taken, and later returned by the recipient's server
 * - `complained`: the recipient called it spam
 * - `suppressed`: bulk mail that was not sent, since the recipient left the list or must not be written to
 */
export type MailState = (typeof MAIL_STATES)[number]

/** How one attempt at one provider ended. */
export type AttemptOutcome = 'sent' | 'refused' | 'failed'

/** A row of `mails`. */
export interface MailRow {
  id: number
  message_id: string
  template: string | null
  list: string | null
  subject: string
  recipient: string
  recipients: string[]
  state: MailState
  mailer: string | null
  provider: string | null
  provider_message_id: string | null
  error: string | null
  attempts: number
  is_secret: boolean
  sealed_message: string | null
  created_at: Date
  sent_at: Date | null
  settled_at: Date | null
}
