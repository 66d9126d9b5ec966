import type { MarkupRenderer } from './markup_renderer.js'
import { MARKUP_TYPES, UnknownMarkupTypeError } from './markup_type.js'
import type { SanitisedHtml } from './sanitise_trusted_html.js'

/** The markup languages of those who edit whole pages; python.org's pages have the same. */
export const TRUSTED_MARKUP_TYPES = [...MARKUP_TYPES, 'markdown_unsafe'] as const

/** One of {@link TRUSTED_MARKUP_TYPES}. */
export type TrustedMarkupType = (typeof TRUSTED_MARKUP_TYPES)[number]

/** A rendered text, and what was taken out of it. */
export type TrustedMarkup = SanitisedHtml

interface Language {
  load: () => Promise<MarkupRenderer>
  /** What the language itself leaves out of a source. */
  leavesOut?: (source: string) => Promise<string[]>
}

/** Imported when first needed, as for renderMarkup(). */
const languages: Readonly<Record<TrustedMarkupType, Language>> = {
  markdown: { load: async () => (await import('./markdown_renderer.js')).renderMarkdown, leavesOut: tagsInMarkdown },
  markdown_unsafe: { load: async () => (await import('./markdown_renderer.js')).renderMarkdownWithHtml },
  restructuredtext: {
    load: async () => (await import('./restructuredtext_renderer.js')).renderRestructuredText,
    leavesOut: directivesOfFiles,
  },
  html: { load: async () => (await import('./html_renderer.js')).renderHtml },
  plain: { load: async () => (await import('./plain_renderer.js')).renderPlain },
}

/** What their compilers write of their own accord, and no author misses. */
const COMPILED = new Set<TrustedMarkupType>(['markdown', 'restructuredtext', 'plain'])

/**
 * Renders what somebody wrote who may edit whole pages: more of HTML may stay than for everybody, nothing of it may run.
 *
 * @param source - the text as its author wrote it
 * @param type - its markup language
 * @returns HTML that is safe to print unescaped, and what was taken out, for the author to read
 * @throws UnknownMarkupTypeError for a type that is not in `TRUSTED_MARKUP_TYPES`
 * @throws MarkupDeadlineError when reStructuredText takes longer than its deadline
 * @example
 * await renderTrustedMarkup('<p>Hi<script>x()</script></p>', 'html') // { html: '<p>Hi</p>', removed: ['<script>'] }
 */
export async function renderTrustedMarkup(source: string, type: TrustedMarkupType): Promise<TrustedMarkup> {
  const language = Object.hasOwn(languages, type) ? languages[type] : null
  if (!language) throw new UnknownMarkupTypeError(type)
  if (source.trim() === '') return { html: '', removed: [] }
  const [render, { sanitiseTrustedHtml }] = await Promise.all([language.load(), import('./sanitise_trusted_html.js')])
  const { html, removed } = sanitiseTrustedHtml(await render(source))
  const ofTheLanguage = (await language.leavesOut?.(source)) ?? []
  return { html, removed: COMPILED.has(type) ? ofTheLanguage : [...new Set([...ofTheLanguage, ...removed])] }
}

async function tagsInMarkdown(source: string): Promise<string[]> {
  const { tagsLeftOut } = await import('./markdown_renderer.js')
  return tagsLeftOut(source)
}

async function directivesOfFiles(source: string): Promise<string[]> {
  const names = [...source.matchAll(/^[ \t]*\.\. (raw|include|literalinclude)::/gm)].map(([, name]) => `.. ${name}::`)
  return [...new Set(names)]
}
