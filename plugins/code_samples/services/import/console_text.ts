import { DomUtils, parseDocument } from 'htmlparser2'

/**
 * python.org keeps samples as HTML that Pygments made of a console.
 *
 * @param html - `<pre><code><span class="gp">&gt;&gt;&gt; </span>…`
 * @returns the text, as it stood on the screen
 */
export function consoleText(html: string): string {
  const text = DomUtils.textContent(parseDocument(html)).replaceAll('\r\n', '\n')
  return text.replace(/^\n+/, '').trimEnd()
}

/**
 * @param html - what python.org says of a sample
 * @returns its first heading, if it has one, and the words below it
 */
export function headingAndText(html: string): { heading: string; text: string } {
  const document = parseDocument(html)
  const isHeading = (name: string) => /^h[1-6]$/.test(name)
  const [found] = DomUtils.getElementsByTagName(isHeading, document, true, 1)
  const heading = found ? inOneLine(DomUtils.textContent(found)) : ''
  if (found) DomUtils.removeElement(found)
  return { heading, text: inOneLine(document.children.map((node) => DomUtils.textContent(node)).join(' ')) }
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
