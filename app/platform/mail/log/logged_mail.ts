import type { AttemptOutcome, MailState } from './mail_row.js'

/** A mail as lists show it. */
export interface LoggedMail {
  id: number
  /** e.g. `accounts.confirm_email`; null for a mail without a template. */
  template: string | null
  /** Key of the list of bulk mail. */
  list: string | null
  subject: string
  /** The first one. */
  recipient: string
  /** Everybody it goes to. */
  recipients: string[]
  state: MailState
  /** Who took it; null before. */
  provider: string | null
  /** Why it is not sent, or what its provider told later. */
  error: string | null
  attempts: number
  createdAt: Date
  sentAt: Date | null
}

/** One attempt at one provider. */
export interface MailAttempt {
  provider: string
  outcome: AttemptOutcome
  error: string | null
  /** In milliseconds. */
  duration: number
  at: Date
}

/** What a mail says. */
export interface MailText {
  html: string | null
  text: string | null
  attachments: string[]
}

/** A mail with everything that may be known of it. */
export interface MailDetail extends LoggedMail {
  /** Of the header, the same for each attempt. */
  messageId: string
  providerMessageId: string | null
  /** First one first. */
  history: MailAttempt[]
  /** Null when nobody may read it, or when it is not kept any more: `textIs` says which. */
  text: MailText | null
  textIs: 'kept' | 'secret' | 'gone'
  /** True when `MailRetry` can send it again. */
  canRetry: boolean
}

/** Which mails; all of it must hold. */
export interface MailFilter {
  state?: MailState
  template?: string
  /** An address, or its beginning; an address that is complete is found among several recipients too. */
  recipient?: string
  /** From this moment on. */
  from?: Date
  /** Before this moment. */
  to?: Date
}

/** Some of them. */
export interface MailPageRequest extends MailFilter {
  /** At most so many, up to 100; 50 unless said. */
  limit?: number
  /** Only mails older than the one with this id: `next` of the page before. */
  before?: number
}

/** Newest first, and where the next page begins; null at the end. */
export interface MailPage {
  mails: LoggedMail[]
  next: number | null
}
