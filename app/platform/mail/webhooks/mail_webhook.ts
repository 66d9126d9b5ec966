import { Exception } from '@adonisjs/core/exceptions'

/** What a provider tells of a mail that it had taken. */
export interface MailNotice {
  /** The same whenever the same thing is told. */
  key: string
  /** Returned for good, or called spam. What may still arrive is no notice. */
  kind: 'bounced' | 'complained'
  recipients: string[]
  /** By which the log finds the mail. */
  providerMessageId: string
  /** In the words of the provider. */
  detail: string
}

/** As much of a request as a webhook looks at. */
export interface WebhookRequest {
  /** As it was sent: signatures are over its bytes. */
  body: string
  header(name: string): string | undefined
}

/** One provider's form of notices. */
export interface MailWebhook {
  /**
   * @param request - from whoever says that they are the provider
   * @returns what is told; nothing for what the site does not care about
   * @throws WebhookRefused, or E_VALIDATION_ERROR for a form that is none
   */
  read(request: WebhookRequest): Promise<MailNotice[]>
}

/** The request is not from the provider, or not of now. */
export class WebhookRefused extends Exception {
  static override status = 401
  static override code = 'E_WEBHOOK_REFUSED'
}

/**
 * @param body - of a request
 * @returns what it holds
 * @throws WebhookRefused when it is no JSON: it is thrown before anything was proven
 */
export function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new WebhookRefused('The request has no JSON in it.')
  }
}

/**
 * @param seconds - since 1970, as the signed part of a request has it
 * @param windowSeconds - how old, or how far ahead, it may be
 * @throws WebhookRefused for one that somebody kept for too long
 */
export function refuseStale(seconds: number, windowSeconds: number): void {
  if (Math.abs(Date.now() / 1000 - seconds) <= windowSeconds) return
  throw new WebhookRefused('The request is too old, or the clock of this machine is wrong.')
}
