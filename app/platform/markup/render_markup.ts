import type { MarkupRenderer } from './markup_renderer.js'
import { UnknownMarkupTypeError, type MarkupType } from './markup_type.js'

/** Imported when first needed, as what cleans their HTML is: a process that renders no Markdown does not load its parser. */
const renderers: Readonly<Record<MarkupType, () => Promise<MarkupRenderer>>> = {
  markdown: async () => (await import('./markdown_renderer.js')).renderMarkdown,
  restructuredtext: async () => (await import('./restructuredtext_renderer.js')).renderRestructuredText,
  html: async () => (await import('./html_renderer.js')).renderHtml,
  plain: async () => (await import('./plain_renderer.js')).renderPlain,
}

/**
 * Renders what people wrote into HTML that is safe to print unescaped. Meant to be called when a text is saved, not
 * when it is shown: reStructuredText takes milliseconds for each kilobyte.
 *
 * @param source - the text as its author wrote it
 * @param type - its markup language
 * @returns sanitised HTML; an empty string for a blank source
 * @throws UnknownMarkupTypeError for a type that is not in `MARKUP_TYPES`
 * @throws MarkupDeadlineError when reStructuredText takes longer than its deadline
 * @example
 * await renderMarkup('*Hello* <script>', 'markdown') // '<p><em>Hello</em> </p>\n'
 */
export async function renderMarkup(source: string, type: MarkupType): Promise<string> {
  const load = Object.hasOwn(renderers, type) ? renderers[type] : null
  if (!load) throw new UnknownMarkupTypeError(type)
  if (source.trim() === '') return ''
  const [render, { sanitiseHtml }] = await Promise.all([load(), import('./sanitise_html.js')])
  return sanitiseHtml(await render(source))
}
