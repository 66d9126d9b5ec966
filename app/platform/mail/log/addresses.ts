import type { NodeMailerMessage } from '@adonisjs/mail/types'

/** What mails take for somebody, as AdonisJS and Nodemailer write it. */
type Recipient = string | { address: string; name?: string }

/**
 * @param address - as somebody typed it
 * @returns the form by which it is kept and compared: servers that tell `Ada@` from `ada@` are not met any more
 */
export function plainAddress(address: string): string {
  return address.trim().toLowerCase()
}

/**
 * @param message - a mail
 * @returns everybody it goes to, in their plain form, the first one first
 */
export function addressesOf({ to, cc, bcc }: NodeMailerMessage): string[] {
  const everybody = [to, cc, bcc].flatMap((some) => [some ?? []].flat() as Recipient[])
  return [...new Set(everybody.map((each) => plainAddress(typeof each === 'string' ? each : each.address)))]
}
