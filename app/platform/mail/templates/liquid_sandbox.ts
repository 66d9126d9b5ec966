import { Liquid, LiquidError, type Template } from 'liquidjs'
import { closestNames } from '../../plugins/closest_names.js'
import string from '@adonisjs/core/helpers/string'
import { nameHint } from '../../identity/name_hint.js'

import { MailTemplateError, type MailProblem } from './mail_problem.js'
import type { LiquidValues } from './mail_values.js'

/** Characters of a source; no mail is a tenth as long. */
export const LONGEST_SOURCE = 60_000

/** Characters of what a source becomes. */
const LONGEST_RESULT = 400_000

/** Milliseconds, and values made on the way, after which rendering ends. A mail takes a few of the first. */
const LIMITS = { parseLimit: LONGEST_SOURCE, renderLimit: 250, memoryLimit: 200_000 }

/** What templates may say. No files (`include`, `render`, `layout`), and nothing that takes escaping off (`raw`). */
const TAGS = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', '#'])
const FILTERS = new Set([
  ...['default', 'upcase', 'downcase', 'capitalize', 'strip', 'truncate', 'truncatewords', 'size', 'join'],
  ...['first', 'last', 'plus', 'minus', 'times', 'divided_by', 'round'],
])

/** What a source is, which decides on escaping and on what `button` and `lines` become. */
export type LiquidKind = 'html' | 'text'

/**
 * Liquid for mails, as plugins and staff write them: no code of ours can be reached from it, it reads no file, and it ends.
 */
export class LiquidSandbox {
  readonly #kind: LiquidKind
  readonly #liquid: Liquid

  /**
   * @param kind - HTML escapes what variables hold
   * @param address - makes a path of this site absolute
   */
  constructor(kind: LiquidKind, address: (path: string) => string) {
    this.#kind = kind
    this.#liquid = new Liquid({
      ...LIMITS,
      ownPropertyOnly: true,
      strictVariables: true,
      strictFilters: true,
      // Nothing can be included: the mapping takes the place of the file system.
      templates: {},
      ...(kind === 'html'
        ? { outputEscape: (value: unknown) => string.escapeHTML(shown(value)) }
        : { outputEscape: shown }),
    })
    keepOnly(this.#liquid.tags, TAGS)
    keepOnly(this.#liquid.filters, FILTERS)
    this.#addFilters(address)
  }

  /**
   * @param source - Liquid
   * @param values - of every variable
   * @param part - which part of the mail it is, for what is said of it
   * @returns the text
   * @throws MailTemplateError with a line where there is one
   */
  render(source: string, values: LiquidValues, part: MailProblem['part']): string {
    try {
      const parsed = this.#liquid.parse(source)
      this.#refuseUnknown(parsed, { values, part })
      const text = String(this.#liquid.renderSync(parsed, values))
      if (text.length <= LONGEST_RESULT) return text
    } catch (error) {
      throw error instanceof MailTemplateError ? error : this.#explain(error, part)
    }
    throw complaint({ part, message: `What it becomes is longer than ${LONGEST_RESULT} characters.` })
  }

  /** Also those in branches that these values do not lead to. */
  #refuseUnknown(parsed: Template[], { values, part }: { values: LiquidValues; part: MailProblem['part'] }): void {
    const known = Object.keys(values)
    const { globals } = this.#liquid.analyzeSync(parsed, { partials: false })
    for (const [name, [place]] of Object.entries(globals)) {
      if (known.includes(name)) continue
      const message = `There is no variable "${name}".${nameHint(name, known)}`
      throw complaint({ part, message, ...(place ? { line: place.location.row } : {}) })
    }
  }

  #explain(error: unknown, part: MailProblem['part']): MailTemplateError {
    // Of the limits, that on the length of a source is told without a place.
    if (error instanceof Error && error.name === 'AssertionError') {
      return complaint({ part, message: this.#sentence(error.message) })
    }
    if (!LiquidError.is(error)) throw error
    const { token } = error as unknown as { token?: { getPosition?: () => [number, number] } }
    const line = token?.getPosition?.()[0]
    return complaint({ part, message: this.#sentence(error.message), ...(line === undefined ? {} : { line }) })
  }

  /** Liquid's own words name the place once more, in its own form. */
  #sentence(words: string): string {
    const message = words.replace(/, (file:[^,]+, )?line:\d+, col:\d+$/, '')
    const filter = /^undefined filter: (.+)$/.exec(message)?.[1]
    if (filter) return `There is no filter "${filter}".${near(filter, Object.keys(this.#liquid.filters))}`
    const tag = /^tag "(.+)" not found$/.exec(message)?.[1]
    if (tag) return `There is no tag "${tag}".${near(tag, Object.keys(this.#liquid.tags))}`
    if (/limit exceeded/.test(message)) return `It is too much work: ${message}. Make it shorter, without long loops.`
    return `It is not valid Liquid: ${message}.`
  }

  #addFilters(address: (path: string) => string): void {
    const isHtml = this.#kind === 'html'
    this.#liquid.registerFilter('address', (path: unknown) => address(shown(path)))
    this.#liquid.registerFilter('lines', {
      raw: true,
      handler: (text: unknown) => (isHtml ? string.escapeHTML(shown(text)).replace(/\r?\n/g, '<br>\n') : shown(text)),
    })
    this.#liquid.registerFilter('button', {
      raw: true,
      handler: (link: unknown, label: unknown = 'Open') => {
        const [href, words] = [shown(link), shown(label)]
        return isHtml ? htmlButton(string.escapeHTML(href), string.escapeHTML(words)) : `${words}:\n${href}`
      },
    })
  }
}

function htmlButton(href: string, label: string): string {
  return `<p class="button"><a href="${href}">${label}</a></p>
<p class="address">Or open this address:<br><a href="${href}">${href}</a></p>`
}

/** Objects have nothing to show. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ')
  return value === null || value === undefined || typeof value === 'object' || typeof value === 'function'
    ? ''
    : String(value)
}

function near(typed: string, known: string[]): string {
  const names = closestNames(typed, known)
  return names.length > 0 ? ` Did you mean ${names.join(' or ')}?` : ` There are ${known.sort().join(', ')}.`
}

function keepOnly(all: Record<string, unknown>, kept: ReadonlySet<string>): void {
  for (const name of Object.keys(all)) if (!kept.has(name)) delete all[name]
}

function complaint(problem: MailProblem): MailTemplateError {
  return new MailTemplateError(problem.message, problem)
}
