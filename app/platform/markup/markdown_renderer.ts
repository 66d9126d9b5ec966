import MarkdownIt, { type MarkdownIt as Parser, type RendererRule } from 'markdown-it'
import { highlightCode } from './highlight_code.js'
import { findFullAddresses } from './links_in_text.js'
import type { MarkupRenderer } from './markup_renderer.js'

/**
 * Struck-out text is `<del>` on GitHub; its alignment of cells is an attribute, markdown-it's style would be dropped.
 * Indented code names no language; a session at Python's prompt shows itself.
 */
function gitHubFlavored(): Parser {
  const markdown = new MarkdownIt('default', {
    html: true,
    linkify: true,
    highlight: (code, language) => highlightCode(code, language),
  })
  findFullAddresses(markdown.linkify)
  markdown.renderer.rules.s_open = () => '<del>'
  markdown.renderer.rules.s_close = () => '</del>'
  markdown.renderer.rules.code_block = (tokens, index) =>
    `<pre><code>${highlightCode(tokens[index]?.content ?? '')}</code></pre>\n`
  markdown.core.ruler.push('align_cells', ({ tokens }) => {
    for (const token of tokens) {
      const align = /^text-align:(\w+)$/.exec(String(token.attrGet('style') ?? ''))?.[1]
      if (align) token.attrs = [['align', align]]
    }
  })
  return markdown
}

const markdown = gitHubFlavored()
const markdownWithHtml = gitHubFlavored()

/** Behaviour kept from python.org (cmark-gfm in its safe mode): HTML inside Markdown is left out, not shown. */
const leaveOut: RendererRule = () => ''
markdown.renderer.rules.html_block = leaveOut
markdown.renderer.rules.html_inline = leaveOut

/** GitHub Flavored Markdown: tables, strikethrough and addresses as links; the boxes of task lists stay text. */
export const renderMarkdown: MarkupRenderer = (source) => markdown.render(source)

/** As renderMarkdown, with the HTML that stands in it: python.org's type `markdown_unsafe`. */
export const renderMarkdownWithHtml: MarkupRenderer = (source) => markdownWithHtml.render(source)

/**
 * @param source - Markdown
 * @returns the tags of HTML in it that renderMarkdown leaves out, each once, e.g. `<script>`; code is no HTML
 */
export function tagsLeftOut(source: string): string[] {
  const tokens = markdown.parse(source, {}).flatMap((token) => [token, ...(token.children ?? [])])
  const html = tokens.filter(({ type }) => type === 'html_block' || type === 'html_inline')
  const tags = html.flatMap(({ content }) => [...content.matchAll(/<([a-z][a-z0-9-]*)/gi)])
  return [...new Set(tags.map(([, tag]) => `<${tag!.toLowerCase()}>`))]
}
