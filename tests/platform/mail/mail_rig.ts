import app from '@adonisjs/core/services/app'
import { Encryption } from '@adonisjs/core/encryption'
import db from '@adonisjs/lucid/services/db'
import { Message } from '@adonisjs/mail'
import type { MailTransportContract } from '@adonisjs/mail/types'
import {
  labelMail,
  ListMembers,
  MailDelivery,
  MailMetrics,
  MailQueue,
  MailRecords,
  MailSeal,
  ProviderTurns,
  Suppressions,
  UnsubscribeLinks,
  type MailLabel,
} from '@pydotorg/platform/mail'

/** A delivery of its own, by transports that a test chooses. */
export interface MailRig {
  delivery: MailDelivery
  turns: ProviderTurns
  metrics: MailMetrics
}

/**
 * @param transports - by the name of their provider, in the order in which they are asked
 * @param timeoutMs - that each of them has
 * @param now - the clock by which providers rest
 */
export async function mailRig(
  transports: Readonly<Record<string, Pick<MailTransportContract, 'send'>>>,
  timeoutMs = 5_000,
  now: () => number = Date.now
): Promise<MailRig> {
  const [turns, metrics] = [new ProviderTurns(now), new MailMetrics()]
  const delivery = new MailDelivery({
    records: await app.container.make(MailRecords),
    members: await app.container.make(ListMembers),
    suppressions: await app.container.make(Suppressions),
    turns,
    metrics,
    send: (name, message) => transports[name]!.send(message),
    providers: () => Object.keys(transports),
    timeoutMs,
  })
  return { delivery, turns, metrics }
}

/** @returns the queue of the site, whose links lead to example.org */
export async function mailQueue(): Promise<MailQueue> {
  const encryption = await app.container.make(Encryption)
  return new MailQueue({
    db,
    seal: new MailSeal(encryption),
    links: new UnsubscribeLinks(encryption, 'https://www.example.org'),
    domain: 'example.org',
  })
}

/**
 * @param to - whom it goes to
 * @param label - what the log knows of it
 * @returns its id in the log; no job is queued for it
 */
export async function loggedMail(to: string, label: MailLabel = {}, text = 'Guten Tag'): Promise<number> {
  const message = new Message()
  message.from('site@example.org').to(to).subject('Grüße').text(text).html(`<p>${text}</p>`)
  labelMail(message, label)
  return (await mailQueue()).record({ mailer: null, message: message.nodeMailerMessage })
}

/** @returns the row as it is */
export function mailRow(id: number) {
  return db.from('mails').where({ id }).firstOrFail()
}
