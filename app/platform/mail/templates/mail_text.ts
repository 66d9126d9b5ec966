import { compile } from 'html-to-text'

/** Characters of a line, so that quoting it in an answer does not break it. */
const WIDTH = 78

const toText = compile({
  wordwrap: WIDTH,
  formatters: {
    button: (elem, walk, builder) => {
      builder.openBlock({ leadingLineBreaks: 2 })
      walk(elem.children, builder)
      builder.closeBlock({ trailingLineBreaks: 2 })
    },
    target: (elem, walk, builder) => {
      walk(elem.children, builder)
      builder.addInline(':')
      builder.addLineBreak()
      builder.addInline(elem.attribs['href'] ?? '', { noWordTransform: true })
    },
  },
  selectors: [
    { selector: 'a', options: { linkBrackets: ['(', ')'], hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'p.button', format: 'button' },
    { selector: 'p.button > a', format: 'target' },
    { selector: 'p.address', format: 'skip' },
    { selector: 'h2', options: { uppercase: false } },
    { selector: 'h3', options: { uppercase: false } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'img', format: 'skip' },
    { selector: 'hr', options: { length: 20 } },
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ],
})

/**
 * @param html - of a mail, without a frame
 * @returns it as people read it without HTML
 */
export function textOf(html: string): string {
  return tidy(toText(html))
}

/**
 * @param text - as templates leave it
 * @returns without space at its ends and at those of its lines, and without several empty lines in a row
 */
export function tidy(text: string): string {
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Characters of what lists of mails show beside the subject. */
const PREHEADER = 110

/**
 * @param text - of a mail, without secret links
 * @returns its first words after the greeting, for lists of mails
 */
export function preheaderOf(text: string): string {
  const paragraphs = text.split('\n\n').map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
  const first = paragraphs.find((paragraph) => paragraph !== '' && !paragraph.endsWith(',')) ?? ''
  return first.length <= PREHEADER ? first : `${first.slice(0, first.lastIndexOf(' ', PREHEADER))} …`
}
