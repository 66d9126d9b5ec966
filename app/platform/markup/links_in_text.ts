import type { MarkdownIt } from 'markdown-it'

type LinkFinder = MarkdownIt['linkify']

/** Endings that make a bare name an address, e.g. `python.org`. Not all of them: `setup.py` ends in Paraguay's. */
const BARE_ENDINGS = ['com', 'edu', 'gov', 'int', 'mil', 'net', 'org']

const WWW_ADDRESS = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:\/[^\s<>"]*)?/i

/** What ends a sentence does not belong to the address before it. */
const TRAILING_PUNCTUATION = /[.,:;!?'"*_~)\]]+$/

/**
 * Teaches a finder of links what counts as one: full addresses, `www.…` and e-mail addresses.
 *
 * @param finder - markdown-it's finder, changed in place
 */
export function findFullAddresses(finder: LinkFinder): void {
  finder.set({ fuzzyLink: false, fuzzyEmail: true })
  finder.add('www.', {
    validate: (text, position) => addressLength(text.slice(position)),
    normalize: (match) => {
      match.url = `http://${match.url}`
    },
  })
}

/**
 * As `findFullAddresses`, and bare names such as `python.org` too.
 *
 * @param finder - markdown-it's finder, changed in place
 */
export function findBareAddresses(finder: LinkFinder): void {
  findFullAddresses(finder)
  finder.set({ fuzzyLink: true, tlds: BARE_ENDINGS })
}

function addressLength(text: string): number {
  const found = WWW_ADDRESS.exec(text)?.[0] ?? ''
  return found.replace(TRAILING_PUNCTUATION, '').length
}
