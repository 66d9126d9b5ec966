import MarkdownIt from 'markdown-it'
import { findBareAddresses } from './links_in_text.js'
import type { MarkupRenderer } from './markup_renderer.js'

const { linkify, utils } = new MarkdownIt()
findBareAddresses(linkify)

/**
 * Behaviour kept from python.org (django-markupfield, type `plain`): text is escaped, addresses become links, an empty
 * line starts a paragraph and every other line end is kept.
 */
export const renderPlain: MarkupRenderer = (source) =>
  source
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${withLinks(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n\n')

function withLinks(text: string): string {
  const { escapeHtml } = utils
  let html = ''
  let rest = 0
  for (const link of linkify.match(text) ?? []) {
    html += escapeHtml(text.slice(rest, link.index))
    html += `<a href="${escapeHtml(link.url)}">${escapeHtml(link.text)}</a>`
    rest = link.lastIndex
  }
  return html + escapeHtml(text.slice(rest))
}
