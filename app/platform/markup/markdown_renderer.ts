import MarkdownIt, { type RendererRule } from 'markdown-it'
import { findFullAddresses } from './links_in_text.js'
import type { MarkupRenderer } from './markup_renderer.js'

const markdown = new MarkdownIt('default', { html: true, linkify: true })
findFullAddresses(markdown.linkify)

/** Behaviour kept from python.org (cmark-gfm in its safe mode): HTML inside Markdown is left out, not shown. */
const leaveOut: RendererRule = () => ''
markdown.renderer.rules.html_block = leaveOut
markdown.renderer.rules.html_inline = leaveOut

/** Struck-out text is `<del>` on GitHub. */
markdown.renderer.rules.s_open = () => '<del>'
markdown.renderer.rules.s_close = () => '</del>'

/** GitHub's Markdown says `align="right"`, which may stay; markdown-it's style attribute would be dropped. */
markdown.core.ruler.push('align_cells', ({ tokens }) => {
  for (const token of tokens) {
    const align = /^text-align:(\w+)$/.exec(String(token.attrGet('style') ?? ''))?.[1]
    if (align) token.attrs = [['align', align]]
  }
})

/** GitHub Flavored Markdown: tables, strikethrough and addresses as links; the boxes of task lists stay text. */
export const renderMarkdown: MarkupRenderer = (source) => markdown.render(source)
