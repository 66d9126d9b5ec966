import string from '@adonisjs/core/helpers/string'
import { LiquidSandbox } from './liquid_sandbox.js'
import type { MailFrame } from './mail_frame.js'
import { dressHtml } from './mail_html.js'
import type { MailProblem } from './mail_problem.js'
import type { MailTemplate } from './mail_template.js'
import { preheaderOf, textOf, tidy } from './mail_text.js'
import { valuesFor } from './mail_values.js'
import type { UncheckedMailData } from './mail_variables.js'
import { SecretLinks } from './secret_links.js'

/** What a mail is rendered from: the plugin's own files, or what staff wrote in their place. All of it is Liquid. */
export interface MailSource {
  subject: string
  /** Without a frame. */
  html: string
  /** Null when it is made of the HTML. */
  text: string | null
}

/** A mail that is ready, and what is wrong with it that did not keep it from being made. */
export interface RenderedMail {
  subject: string
  /** A whole document. */
  html: string
  text: string
  problems: MailProblem[]
}

/** The site as mails tell of it. */
export interface MailSite {
  name: string
  /** Public address without a trailing slash. */
  url: string
}

/** What to render a mail with. */
export interface MailRendering {
  template: MailTemplate
  source: MailSource
  data: UncheckedMailData
  site: MailSite
  frame: MailFrame
  /** False when answers to the mail reach nobody. */
  isAnswered: boolean
}

/** Characters; mail programs show less than half of it. */
const LONGEST_SUBJECT = 200

/**
 * Makes a mail of a template.
 *
 * @param rendering - template, source and data
 * @returns subject, HTML in its frame, and text; secret links stand only where their reader follows them
 * @throws MailTemplateError for Liquid that cannot be rendered, and for data that do not fit the variables
 */
export async function renderMail(rendering: MailRendering): Promise<RenderedMail> {
  const { template, source, site, frame, isAnswered } = rendering
  const secrets = new SecretLinks()
  const address = (path: string): string => (path.startsWith('/') ? `${site.url}${path}` : path)
  const values = valuesFor(template, rendering.data, { address, conceal: (link) => secrets.conceal(link) })
  const asHtml = new LiquidSandbox('html', address)
  const asText = new LiquidSandbox('text', address)

  const subject = oneLine(asText.render(source.subject, values, 'subject'))
  const content = asHtml.render(source.html, values, 'html')
  const dressed = dressHtml(content, { site: site.url, secrets })
  const body = source.text === null ? textOf(content) : tidy(asText.render(source.text, values, 'text'))
  const text = `${body}\n\n${textFoot(rendering)}\n`

  const html = await frame.around({
    title: secrets.without(subject),
    preheader: preheaderOf(secrets.without(body)),
    content: dressed.html,
    site_name: site.name,
    site_url: site.url,
    because: template.because,
    is_answered: isAnswered,
  })
  return {
    subject: secrets.without(subject),
    html: secrets.reveal(html, (link) => string.escapeHTML(link)),
    text: secrets.reveal(text),
    problems: [
      ...subjectProblems(subject, secrets),
      ...dressed.problems.map((message) => ({ part: 'html' as const, message })),
      ...bodyProblems('html', dressed.html, secrets),
      ...bodyProblems('text', body, secrets),
    ],
  }
}

/** A subject has one line, whatever a variable holds: what follows would be another header. */
function oneLine(subject: string): string {
  // eslint-disable-next-line no-control-regex
  return subject.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
}

function subjectProblems(subject: string, secrets: SecretLinks): MailProblem[] {
  const problems = [
    subject === '' ? 'The subject is empty.' : null,
    subject.length > LONGEST_SUBJECT ? `The subject is longer than ${LONGEST_SUBJECT} characters.` : null,
    secrets.isIn(subject) ? 'A secret link may not stand in the subject: lists of mails show it.' : null,
  ]
  return problems.filter((message) => message !== null).map((message) => ({ part: 'subject', message }))
}

function bodyProblems(part: 'html' | 'text', written: string, secrets: SecretLinks): MailProblem[] {
  const problems = [
    written.trim() === '' ? 'It is empty.' : null,
    secrets.allIn(written) ? null : 'The secret link is missing, and without it the mail is of no use.',
    part === 'text' && secrets.isGluedIn(written)
      ? 'A secret link stands right beside other characters: put spaces around it.'
      : null,
  ]
  return problems.filter((message) => message !== null).map((message) => ({ part, message }))
}

function textFoot({ template, site, isAnswered }: MailRendering): string {
  const answers = isAnswered ? '' : '\nAnswers to it are not read.'
  return `-- \nYou get this mail because ${template.because}.${answers}\n${site.name}, ${site.url}/`
}
