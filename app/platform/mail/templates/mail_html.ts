import string from '@adonisjs/core/helpers/string'
import { Parser } from 'htmlparser2'
import { closestNames } from '../../plugins/closest_names.js'
import type { SecretLinks } from './secret_links.js'

const MONO = 'font-family:Menlo,Consolas,monospace'

/** Elements that a mail may have, and how they look: mail programs know little CSS, so it stands at each of them. */
const LOOKS: Readonly<Record<string, string>> = {
  p: 'margin:0 0 16px',
  h2: 'margin:28px 0 8px;font-size:20px;line-height:1.3;font-weight:700',
  h3: 'margin:24px 0 8px;font-size:17px;line-height:1.4;font-weight:700',
  a: 'color:#1E415E;text-decoration:underline',
  strong: '',
  em: '',
  br: '',
  hr: 'margin:24px 0;border:0;border-top:1px solid #D5D7D2',
  ul: 'margin:0 0 16px;padding-left:24px',
  ol: 'margin:0 0 16px;padding-left:24px',
  li: 'margin:0 0 6px',
  blockquote: 'margin:0 0 16px;padding:2px 0 2px 16px;border-left:3px solid #4B8BBE',
  code: `${MONO};font-size:15px`,
  pre: `margin:0 0 16px;padding:12px 16px;background-color:#F1F2EE;border-radius:8px;white-space:pre-wrap;${MONO};font-size:15px`,
  table: 'width:100%;margin:0 0 16px;border-collapse:collapse;font-size:16px;line-height:1.5',
  tr: '',
  th: 'padding:6px 12px 6px 0;border-bottom:1px solid #D5D7D2;text-align:left;vertical-align:top;font-weight:700',
  td: 'padding:6px 12px 6px 0;border-bottom:1px solid #D5D7D2;text-align:left;vertical-align:top',
  tbody: '',
  thead: '',
  img: 'max-width:100%;height:auto;border:0',
}

/** What the filter `button` writes. */
const CLASSES: Readonly<Record<string, string>> = {
  button: 'margin:24px 0 16px',
  address: 'margin:0 0 24px;font-size:14px;line-height:1.5;word-break:break-all',
}
const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:8px;background-color:#306998;color:#ffffff;font-weight:700;text-decoration:none'

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  p: ['class'],
  img: ['src', 'alt', 'width', 'height'],
}
const EMPTY = new Set(['br', 'hr', 'img'])
/** What stands within a line; all else begins another one. */
const INLINE = new Set(['a', 'strong', 'em', 'code', 'img'])

/** HTML that is fit for a mail. */
export interface DressedHtml {
  html: string
  problems: string[]
}

/** What the HTML of a mail is judged by. */
export interface DressingRules {
  /** Public address of the site: images come from nowhere else, or whoever has them learns who reads what. */
  site: string
  secrets: SecretLinks
}

/**
 * Takes the HTML of a mail apart and puts it together again: only what mails may have, closed, and with its looks.
 *
 * @param source - HTML without a frame
 * @param rules - of what links and images may be
 * @returns the HTML without what is not allowed, and a sentence for each such thing
 */
export function dressHtml(source: string, rules: DressingRules): DressedHtml {
  const problems = new Set<string>()
  const say = (problem: string): void => void problems.add(problem)
  const open: string[] = []
  let html = ''
  let text = ''
  const parser = new Parser({
    onopentag(name, given) {
      if (!(name in LOOKS)) return say(notAllowed(name))
      const attributes = attributesOf(name, given, { rules, say })
      const inButton = name === 'a' && open.at(-1) === 'p.button'
      const look = (inButton ? BUTTON : CLASSES[attributes['class'] ?? '']) ?? LOOKS[name]
      html += startTag(name, { ...attributes, ...(look ? { style: look } : {}) })
      if (!INLINE.has(name)) text += '\n'
      if (!EMPTY.has(name)) open.push(attributes['class'] ? `${name}.${attributes['class']}` : name)
    },
    ontext(words) {
      html += string.escapeHTML(words)
      text += words
    },
    onclosetag(name, isImplied) {
      if (!(name in LOOKS) || EMPTY.has(name)) return
      if (isImplied) say(`<${name}> is not closed: write </${name}>.`)
      open.pop()
      if (!INLINE.has(name)) text += '\n'
      html += `</${name}>`
    },
    onprocessinginstruction: () => say('The frame has the doctype already: begin with <p>.'),
  })
  parser.write(source)
  parser.end()
  if (rules.secrets.isGluedIn(text)) say('A secret link stands right beside other characters: put spaces around it.')
  return { html, problems: [...problems] }
}

interface Judging {
  rules: DressingRules
  say: (problem: string) => void
}

function attributesOf(name: string, given: Record<string, string>, { rules, say }: Judging): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [attribute, value] of Object.entries(given)) {
    const problem = attributeProblem(name, { attribute, value }, rules)
    if (problem) say(problem)
    else kept[attribute] = value
  }
  if (name === 'img' && kept['alt'] === undefined) say('<img> needs an alt text; alt="" for one that tells nothing.')
  return kept
}

function attributeProblem(
  name: string,
  { attribute, value }: { attribute: string; value: string },
  { site, secrets }: DressingRules
): string | null {
  if (!ATTRIBUTES[name]?.includes(attribute))
    return `<${name}> may not have "${attribute}": mails get their looks here.`
  if (attribute === 'href') {
    if (secrets.isOne(value)) return null
    if (secrets.isIn(value)) return 'A secret link has to be the whole target of a link: href="{{ name }}".'
    if (/^(https?:\/\/[^\s/]|mailto:)/i.test(value)) return null
    return `The link "${value}" is not absolute: write {{ "/path/" | address }} for a page of this site.`
  }
  if (secrets.isIn(value)) return `A secret link may not stand in "${attribute}".`
  if (attribute === 'src' && !value.startsWith(`${site}/`)) {
    return `The image "${value}" is not of this site: write {{ "/path/" | address }}.`
  }
  if (attribute === 'class' && !(value in CLASSES))
    return `There is no class "${value}"; only the filter button needs one.`
  return null
}

function startTag(name: string, attributes: Record<string, string>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${string.escapeHTML(value)}"`)
  return `<${name}${written.join('')}${EMPTY.has(name) ? ' /' : ''}>`
}

function notAllowed(name: string): string {
  const near = closestNames(name, Object.keys(LOOKS)).filter((known) => Math.abs(known.length - name.length) < 2)
  const hint = name === 'b' ? ['strong'] : name === 'i' ? ['em'] : near.slice(0, 1)
  return `<${name}> is not for mails.${hint.length > 0 ? ` Did you mean <${hint[0]}>?` : ''}`
}
