import { createVerify } from 'node:crypto'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { WebhookRefused } from './mail_webhook.js'

/** What Amazon's notification service posts. */
export const snsMessage = vine.create({
  Type: vine.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: vine.string(),
  TopicArn: vine.string(),
  Message: vine.string(),
  Timestamp: vine.string(),
  SignatureVersion: vine.enum(['1', '2']),
  Signature: vine.string(),
  SigningCertURL: vine.string(),
  Subject: vine.string().optional(),
  SubscribeURL: vine.string().optional(),
  Token: vine.string().optional(),
})

export type SnsMessage = Infer<typeof snsMessage>

/** Amazon's own machines, and no other host that a message might name. */
const HOST = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/
const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-f]+\.pem$/

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const

/**
 * @param address - out of a message
 * @returns the same, when it leads to Amazon and nowhere else
 * @throws WebhookRefused
 */
export function amazonAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  const isAmazons = url?.protocol === 'https:' && HOST.test(url.hostname) && !url.port && !url.username
  if (url && isAmazons) return url
  throw new WebhookRefused('The message names an address that is not of Amazon SNS.')
}

/**
 * @param address - out of a message
 * @returns where the certificate is
 * @throws WebhookRefused
 */
export function certificateAddress(address: string): URL {
  const url = amazonAddress(address)
  if (CERTIFICATE.test(url.pathname) && !url.search) return url
  throw new WebhookRefused('The message names a certificate that is not of Amazon SNS.')
}

/**
 * @param message - whose signature is looked at
 * @param certificate - in PEM, from Amazon
 * @returns true when Amazon has written it
 */
export function isSignedBy(message: SnsMessage, certificate: string): boolean {
  const algorithm = message.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1'
  return createVerify(algorithm).update(signedText(message)).verify(certificate, message.Signature, 'base64')
}

/** @returns what the signature is over */
export function signedText(message: SnsMessage): string {
  const names = message.Type === 'Notification' ? NOTIFICATION : CONFIRMATION
  return names
    .filter((name) => message[name] !== undefined && message[name] !== null)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('')
}
