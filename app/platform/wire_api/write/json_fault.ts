/*
| Where a text stops being JSON, in the words of Python's json module, which python.org's API hands to its clients.
*/

const BLANKS = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const WORD = /true|false|null/y
const NO_NUMBER = /NaN|-?Infinity/y
const PLAIN = /[\u0020\u0021\u0023-\u005b\u005d-\uffff]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

const CLOSING = { '[': ']', '{': '}' } as const

class Fault extends Error {}

/**
 * @param text - that JSON.parse refused
 * @returns what is wrong and where, e.g. `Expecting value: line 1 column 9 (char 8)`
 */
export function jsonFault(text: string): string {
  if (text.startsWith('\ufeff')) return placed(text, 'Unexpected UTF-8 BOM (decode using utf-8-sig)', 0)
  try {
    new Scanner(text).document()
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
  return 'Not JSON'
}

/** Walks through nested values without calling itself, so that a body of brackets costs no more than any other. */
class Scanner {
  #at = 0
  readonly #open: ('[' | '{')[] = []

  constructor(private readonly text: string) {}

  document(): void {
    do this.#value()
    while (this.#closeOrGoOn())
    if (this.#at < this.text.length) throw this.#fault('Extra data')
  }

  /** A value that holds none, at the end of as many brackets as open before it. */
  #value(): void {
    for (;;) {
      this.#take(BLANKS)
      const first = this.text[this.#at]
      if (first !== '[' && first !== '{') return this.#single(first)
      if (this.#isEmpty(first)) return
      this.#open.push(first)
      if (first === '{') this.#name()
    }
  }

  /** Steps into a bracket, and out again when there is nothing in it. */
  #isEmpty(bracket: '[' | '{'): boolean {
    this.#at += 1
    this.#take(BLANKS)
    if (this.text[this.#at] !== CLOSING[bracket]) return false
    this.#at += 1
    return true
  }

  #single(first: string | undefined): void {
    if (first === '"') return this.#string()
    const noNumber = this.#take(NO_NUMBER)
    if (noNumber) throw new Fault(`Out of range float values are not JSON compliant: '${noNumber}'`)
    if (!this.#take(WORD) && !this.#take(NUMBER)) throw this.#fault('Expecting value')
  }

  #name(): void {
    if (this.text[this.#at] !== '"') throw this.#fault('Expecting property name enclosed in double quotes')
    this.#string()
    this.#take(BLANKS)
    if (this.text[this.#at] !== ':') throw this.#fault("Expecting ':' delimiter")
    this.#at += 1
  }

  #string(): void {
    const start = this.#at
    this.#at += 1
    for (;;) {
      this.#take(PLAIN)
      const next = this.text[this.#at]
      if (next === undefined) throw this.#fault('Unterminated string starting at', start)
      if (next === '"') break
      if (next !== '\\') throw this.#fault('Invalid control character at')
      if (!this.#take(ESCAPE)) throw this.#badEscape(start)
    }
    this.#at += 1
  }

  #badEscape(start: number): Fault {
    const letter = this.text[this.#at + 1]
    if (letter === undefined) return this.#fault('Unterminated string starting at', start)
    return letter === 'u' ? this.#fault('Invalid \\uXXXX escape', this.#at + 1) : this.#fault('Invalid \\escape')
  }

  /** @returns true when another value follows */
  #closeOrGoOn(): boolean {
    for (;;) {
      this.#take(BLANKS)
      const bracket = this.#open.at(-1)
      if (!bracket) return false
      const next = this.text[this.#at]
      this.#at += 1
      if (next === ',') return this.#nextOf(bracket)
      if (next !== CLOSING[bracket]) throw this.#fault("Expecting ',' delimiter", this.#at - 1)
      this.#open.pop()
    }
  }

  #nextOf(bracket: '[' | '{'): true {
    this.#take(BLANKS)
    if (bracket === '{') this.#name()
    return true
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #fault(sentence: string, at = this.#at): Fault {
    return new Fault(placed(this.text, sentence, at))
  }
}

function placed(text: string, sentence: string, at: number): string {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length + 1
  return `${sentence}: line ${line} column ${column} (char ${[...before].length})`
}
