import { BootRefused } from '#boot/boot_refused'

/** Whom mails can be handed to, and the variables that each of them cannot do without. */
const NEEDED = {
  smtp: ['SMTP_HOST'],
  ses: ['SES_REGION', 'SES_ACCESS_KEY_ID', 'SES_SECRET_ACCESS_KEY'],
  resend: ['RESEND_API_KEY'],
  mailgun: ['MAILGUN_API_KEY', 'MAILGUN_DOMAIN'],
  postmark: ['POSTMARK_TOKEN'],
  brevo: ['BREVO_API_KEY'],
  sparkpost: ['SPARKPOST_API_KEY'],
} as const

/** A provider of the settings. */
export type MailProvider = keyof typeof NEEDED

const KNOWN = Object.keys(NEEDED).join(', ')

/**
 * A rule of start/env.ts: names with commas between them.
 *
 * @param name - of the variable
 * @param value - as it was set
 * @returns the names, in their order; empty when it is not set
 * @throws Error that says which names there are
 * @example
 * providerNames('MAIL_PROVIDERS', 'postmark, smtp') // ['postmark', 'smtp']
 */
export function providerNames(name: string, value = ''): MailProvider[] {
  const names = value
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  const unknown = names.find((each) => !Object.hasOwn(NEEDED, each))
  if (unknown !== undefined) throw new Error(`${name} takes ${KNOWN}, but not "${unknown}"`)
  return [...new Set(names)] as MailProvider[]
}

/**
 * @param named - by MAIL_PROVIDERS, in the order in which they are asked
 * @param isSet - tells of a variable whether it has a value
 * @returns the providers; SMTP alone when only its server is named, none when nothing is
 * @throws BootRefused that names what is missing
 */
export function chosenProviders(named: readonly MailProvider[], isSet: (name: string) => boolean): MailProvider[] {
  if (named.length === 0) return isSet('SMTP_HOST') ? ['smtp'] : []
  for (const provider of named) {
    const missing = NEEDED[provider].filter((name) => !isSet(name))
    if (missing.length === 0) continue
    throw new BootRefused(
      `MAIL_PROVIDERS names ${provider}, which needs ${missing.join(' and ')}: set ${missing.length === 1 ? 'it' : 'them'}, or take ${provider} out of MAIL_PROVIDERS.`
    )
  }
  return [...named]
}

/**
 * AdonisJS imports the driver of each mailer that it is given, and some bring a megabyte with them: a process loads those
 * alone that it could send by.
 *
 * @param mailers - by the names of their providers; a name that is no provider needs no variable
 * @param isSet - tells of a variable whether it has a value
 * @returns those whose variables are set, also when MAIL_PROVIDERS does not name them: `mail:test` tries them before
 * @example
 * onlyWithSettings({ smtp, ses, folder }, (name) => name === 'SMTP_HOST') // { smtp, folder }
 */
export function onlyWithSettings<Mailers extends object>(mailers: Mailers, isSet: (name: string) => boolean): Mailers {
  const needed: Readonly<Record<string, readonly string[]>> = NEEDED
  return Object.fromEntries(Object.entries(mailers).filter(([name]) => (needed[name] ?? []).every(isSet))) as Mailers
}
