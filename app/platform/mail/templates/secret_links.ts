import { randomBytes } from 'node:crypto'

/** What may stand around a link in a text: nothing that would make it a part of another address. */
const ALONE = { before: /[\s("'“‘<>]$/, after: /^[\s)"'”’<>.,;:!?]/ }

/**
 * Keeps secret links out of the hands of templates. While a template is rendered, a word of chance stands for each link.
 * Whatever filters make of the word is worth nothing, and the link comes in its place only where its reader follows it:
 * as the whole target of a link, or alone in a text. Hence no version of a mail can send a link elsewhere.
 */
export class SecretLinks {
  readonly #links = new Map<string, string>()

  /**
   * @param link - the real one
   * @returns what stands for it
   */
  conceal(link: string): string {
    const word = `secretlink${randomBytes(12).toString('hex')}`
    this.#links.set(word, link)
    return word
  }

  /** @returns true for what stands for a link, with nothing around it */
  isOne(value: string): boolean {
    return this.#links.has(value)
  }

  /** @returns true when a text has one in it */
  isIn(text: string): boolean {
    return this.#words().some((word) => text.includes(word))
  }

  /**
   * @param text - a rendered part
   * @returns true when every link that was given stands in it
   */
  allIn(text: string): boolean {
    return this.#words().every((word) => text.includes(word))
  }

  /**
   * @param text - as it is read, without marks of HTML
   * @returns true when a link in it is glued to something, as in `https://elsewhere.example/?{{ link }}`
   */
  isGluedIn(text: string): boolean {
    return this.#words().some((word) => {
      const around = text.split(word)
      return around.slice(1).some((after, index) => {
        const before = around[index]!
        return (before !== '' && !ALONE.before.test(before)) || (after !== '' && !ALONE.after.test(after))
      })
    })
  }

  /**
   * @param text - a rendered part
   * @param write - writes a link for this kind of text
   * @returns it with the real links
   */
  reveal(text: string, write: (link: string) => string = (link) => link): string {
    return this.#words().reduce((seen, word) => seen.split(word).join(write(this.#links.get(word)!)), text)
  }

  /** @returns the text without them, for where nobody follows a link */
  without(text: string): string {
    return this.reveal(text, () => '')
  }

  #words(): string[] {
    return [...this.#links.keys()]
  }
}
