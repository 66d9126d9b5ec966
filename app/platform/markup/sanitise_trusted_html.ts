import sanitize from 'sanitize-html'
import { PLAIN_ATTRIBUTES, PLAIN_TAGS, SCHEMES } from './sanitise_html.js'

/*
| What editors of whole pages may use beyond the allow-list for everybody: parts of a page, things that fold, and what
| tells readers of a screen more. Nothing that runs, loads from elsewhere or sends: no script, style, frame, form, `on…`
| or `data-…`, since scripts of the site listen to the last.
*/
const TAGS: readonly string[] = [
  ...PLAIN_TAGS,
  ...'address article aside cite details dfn footer header mark nav picture q s samp section small source'.split(' '),
  ...'summary time u var wbr'.split(' '),
]

const ATTRIBUTES: Readonly<Record<string, string[]>> = {
  ...PLAIN_ATTRIBUTES,
  '*': [...PLAIN_ATTRIBUTES['*'], 'lang', 'dir', 'role', 'aria-*', 'hidden'],
  'a': [...PLAIN_ATTRIBUTES.a, 'name', 'hreflang', 'download'],
  'img': [...PLAIN_ATTRIBUTES.img, 'loading', 'srcset', 'sizes'],
  'source': ['srcset', 'sizes', 'media', 'type', 'width', 'height'],
  'td': [...PLAIN_ATTRIBUTES.td, 'headers'],
  'th': [...PLAIN_ATTRIBUTES.th, 'headers', 'abbr'],
  'ol': ['start', 'reversed', 'type'],
  'li': ['value'],
  'col': ['span'],
  'colgroup': ['span'],
  'details': ['open'],
  'time': ['datetime'],
  'q': ['cite'],
  'blockquote': ['cite'],
  'del': ['cite', 'datetime'],
  'ins': ['cite', 'datetime'],
}

const ADDRESSES = new Set(['href', 'src', 'cite'])

/** HTML that is safe to print unescaped, and what had to go for it. */
export interface SanitisedHtml {
  html: string
  /** For people, each once: `<script>`, `onclick of <p>`, `javascript: in href of <a>`. */
  removed: string[]
}

/**
 * Takes everything out of an editor's HTML that could run, load or send something, and says what it was.
 *
 * @param html - HTML of somebody who may edit pages, well formed or not
 * @returns what is left, and what went
 * @example
 * sanitiseTrustedHtml('<details open><summary onclick="x()">More</summary></details>')
 * // { html: '<details open><summary>More</summary></details>', removed: ['onclick of <summary>'] }
 */
export function sanitiseTrustedHtml(html: string): SanitisedHtml {
  const removed = new Set<string>()
  const clean = sanitize(html, {
    allowedTags: [...TAGS],
    allowedAttributes: { ...ATTRIBUTES },
    allowedSchemes: SCHEMES,
    disallowedTagsMode: 'discard',
    transformTags: {
      '*': (tagName, attribs) => {
        for (const what of refused(tagName, attribs)) removed.add(what)
        return { tagName, attribs: kept(tagName, attribs) }
      },
    },
  })
  return { html: clean, removed: [...removed] }
}

/** The page that a link opens learns neither our window nor, by its referrer, what was read here. */
function kept(tag: string, attributes: sanitize.Attributes): sanitize.Attributes {
  return tag === 'a' ? { ...attributes, rel: 'noopener noreferrer' } : attributes
}

function refused(tag: string, attributes: sanitize.Attributes): string[] {
  if (!TAGS.includes(tag)) return [`<${tag}>`]
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (!mayHave(tag, name)) return [`${name} of <${tag}>`]
    const scheme = ADDRESSES.has(name) ? schemeOf(value) : null
    return scheme && !SCHEMES.includes(scheme) ? [`${scheme}: in ${name} of <${tag}>`] : []
  })
}

function mayHave(tag: string, name: string): boolean {
  const allowed = [...(ATTRIBUTES['*'] ?? []), ...(ATTRIBUTES[tag] ?? [])]
  return allowed.includes(name) || (name.startsWith('aria-') && allowed.includes('aria-*'))
}

/** Browsers read an address without its white space and control characters. */
function schemeOf(address: string): string | null {
  // eslint-disable-next-line no-control-regex
  const read = address.replace(/[\u0000-\u0020]+/g, '').toLowerCase()
  return /^([a-z][a-z0-9.+-]*):/.exec(read)?.[1] ?? null
}
