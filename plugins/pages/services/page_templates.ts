/** How a page is laid out. `raw` is the content alone, for programs and for texts that are no page. */
export type PageLayout = 'default' | 'full_width' | 'raw'

/** By the names that python.org's pages have for their templates, without `.html`. */
const LAYOUTS: Readonly<Record<string, PageLayout>> = {
  '': 'default',
  'pages/default': 'default',
  'psf/default': 'default',
  'psf/full-width': 'full_width',
  'pages/raw': 'raw',
}

/** What a form offers; other names that python.org has are understood too. */
export const TEMPLATE_NAMES = ['', 'psf/default', 'psf/full-width', 'pages/raw'] as const

const WORDS: Readonly<Record<PageLayout, string>> = {
  default: 'the usual way',
  full_width: 'full width, without a list of contents',
  raw: 'the text alone, without the site around it',
}

/**
 * @param name - as it is stored, e.g. `psf/full-width.html`
 * @returns the layout; null when there is none of that name
 */
export function layoutOf(name: string): PageLayout | null {
  return LAYOUTS[name.replace(/\.html$/, '')] ?? null
}

/**
 * @param name - as it is stored
 * @returns what it means, for people
 */
export function templateWords(name: string): string {
  const layout = layoutOf(name)
  return layout === null ? 'no template of this site: the usual way' : WORDS[layout]
}

/**
 * Types of an answer in which nothing can run. XML is none of them: browsers run scripts in it.
 */
export const CONTENT_TYPES = [
  'text/html',
  'text/plain',
  'text/markdown',
  'text/csv',
  'text/calendar',
  'application/json',
] as const
