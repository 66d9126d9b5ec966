/** A heading of a text, for its list of contents. */
export interface ProseHeading {
  /** Anchor in the page. */
  id: string
  /** Text without tags; still escaped as HTML. */
  title: string
  /** 2 to 6; a page's own title is 1. */
  level: number
}

/** A text as a page shows it. */
export interface Prose {
  html: string
  headings: readonly ProseHeading[]
}

const HEADING = /<h([1-6])\b([^>]*)>([\s\S]*?)<\/h\1>/g
const PREFORMATTED = /<pre\b([^>]*)>([\s\S]*?)<\/pre>/g
const TABLE = /<table\b/g

/** As Markdown and python.org's texts say it, by an attribute that HTML has given up. */
const ALIGNED_CELL = /<(t[hd]) align="(left|center|right)"(?![^>]*class=)/g

/** The button is shown by its controller; without scripts there is none. */
const COPY_BUTTON =
  '<button type="button" class="copy-button" data-copy-target="button" data-action="copy#copy" hidden>Copy</button>'

/**
 * Makes rendered markup ready for a page: headings below the page's title and with anchors, code that can be copied and
 * scrolled by keyboard, tables that scroll inside their frame.
 *
 * @param html - what `renderMarkup` returned, hence sanitised and well formed
 * @param anchors - stands before each new anchor, on pages that have anchors of their own
 * @returns the HTML, and its headings in order
 * @example
 * proseOf('<h2>How to help</h2>').headings // [{ id: 'how-to-help', title: 'How to help', level: 2 }]
 */
export function proseOf(html: string, anchors?: string): Prose {
  const headings: ProseHeading[] = []
  const lower = /<h1\b/.test(html) ? 1 : 0
  const used = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]))
  let tables = 0
  const ready = html
    .replace(HEADING, (...found: string[]) => {
      const [, level, attributes = '', inner = ''] = found
      const title = inner
        .replace(/<[^>]*>/g, '')
        .replace(/\s+/g, ' ')
        .trim()
      const own = /\sid="([^"]+)"/.exec(attributes)?.[1]
      const heading = {
        id: own ?? anchorFor(anchors ? `${anchors} ${title}` : title, used),
        title,
        level: Math.min(Number(level) + lower, 6),
      }
      headings.push(heading)
      const rest = own ? attributes : `${attributes} id="${heading.id}"`
      return `<h${heading.level}${rest}>${inner}</h${heading.level}>`
    })
    .replace(PREFORMATTED, (_, attributes: string, inner: string) => {
      const code = `<pre${attributes} tabindex="0" data-copy-target="source">${inner}</pre>`
      return `<div class="code-block" data-controller="copy">${code}${COPY_BUTTON}</div>`
    })
    .replace(TABLE, (table) => {
      tables++
      return `<div class="table-frame" role="group" aria-label="Table ${tables}" tabindex="0">${table}`
    })
    .replaceAll('</table>', '</table></div>')
    .replace(ALIGNED_CELL, '<$1 class="cell-$2"')
  return { html: ready, headings }
}

function anchorFor(title: string, used: Set<string | undefined>): string {
  const plain = title.toLowerCase().replace(/&\w+;/g, ' ')
  const slug = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'part'
  let anchor = slug
  for (let count = 2; used.has(anchor); count++) anchor = `${slug}-${count}`
  used.add(anchor)
  return anchor
}
