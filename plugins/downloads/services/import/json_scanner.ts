/** A text is no JSON: where, and why. */
export class JsonSyntaxError extends Error {
  override name = 'JsonSyntaxError'

  /**
   * @param reason - what is wrong
   * @param line - from 1
   * @param column - in characters, from 1
   */
  constructor(
    readonly reason: string,
    readonly line: number,
    readonly column: number
  ) {
    super(`line ${line}, column ${column}: ${reason}`)
  }
}

/** Deeper nesting than any list of rows has; the scanner calls itself for each level. */
const DEEPEST = 100

const SPACE = /[ \t\r\n]*/y
/** Everything but control characters, the quotation mark and the backslash. */
const PLAIN = /[ !#-[\]-\uffff]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y

/**
 * Walks over a JSON text, because `JSON.parse` tells neither where each element of a list stands nor, for most mistakes,
 * where they are.
 */
class JsonScanner {
  readonly #text: string
  readonly #lines = new Map<string, number>()
  #at = 0
  #line = 1
  #lineStart = 0
  #nextBreak: number

  constructor(text: string) {
    this.#text = text
    this.#nextBreak = this.#breakFrom(0)
  }

  scan(): Map<string, number> {
    this.#skip(SPACE)
    this.#value('', 0)
    this.#skip(SPACE)
    if (this.#at < this.#text.length) this.#fail('there is more after the end')
    return this.#lines
  }

  /** Moves over what the pattern matches here, if anything. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match) this.#at += match[0].length
    return match !== null
  }

  #takes(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    this.#skip(SPACE)
    return true
  }

  #breakFrom(start: number): number {
    const at = this.#text.indexOf('\n', start)
    return at === -1 ? Infinity : at
  }

  #countLines(): void {
    while (this.#nextBreak < this.#at) {
      this.#line += 1
      this.#lineStart = this.#nextBreak + 1
      this.#nextBreak = this.#breakFrom(this.#lineStart)
    }
  }

  #fail(reason: string): never {
    this.#countLines()
    const why = this.#at >= this.#text.length ? `${reason}, and the text ends` : reason
    throw new JsonSyntaxError(why, this.#line, this.#at - this.#lineStart + 1)
  }

  #value(path: string, depth: number): void {
    if (depth > DEEPEST) this.#fail('lists and objects are nested too deeply')
    if (this.#takes('[')) return this.#list(path, depth)
    if (this.#takes('{')) return this.#object(path, depth)
    if (this.#text[this.#at] === '"') return this.#string()
    if (!this.#skip(WORD) && !this.#skip(NUMBER)) this.#fail('a value is expected')
  }

  /** Piece by piece: one pattern for all of a long string would need as much stack. */
  #string(): void {
    this.#at += 1
    for (;;) {
      this.#skip(PLAIN)
      const sign = this.#text[this.#at]
      if (sign === '"') break
      if (sign === '\\' && this.#skip(ESCAPE)) continue
      if (sign === '\\') this.#fail('there is no such escape sequence')
      if (sign === '\n' || sign === undefined) this.#fail('a string is not closed')
      this.#fail('a control character in a string must be escaped')
    }
    this.#at += 1
  }

  #list(path: string, depth: number): void {
    if (this.#takes(']')) return
    for (let index = 0; ; index += 1) {
      this.#countLines()
      this.#lines.set(`${path}/${index}`, this.#line)
      this.#value(`${path}/${index}`, depth + 1)
      this.#skip(SPACE)
      if (this.#takes(']')) return
      if (!this.#takes(',')) this.#fail('"," or "]" is expected')
    }
  }

  #object(path: string, depth: number): void {
    if (this.#takes('}')) return
    for (;;) {
      const start = this.#at
      if (this.#text[start] !== '"') this.#fail('a property name in double quotes is expected')
      this.#string()
      const name = this.#text.slice(start + 1, this.#at - 1)
      this.#skip(SPACE)
      if (!this.#takes(':')) this.#fail('":" is expected')
      this.#value(`${path}/${name}`, depth + 1)
      this.#skip(SPACE)
      if (this.#takes('}')) return
      if (!this.#takes(',')) this.#fail('"," or "}" is expected')
    }
  }
}

/**
 * @param text - a JSON text
 * @returns the line of each list element by its path, such as `/12` or `/release/12`
 * @throws JsonSyntaxError at the first mistake
 */
export function linesOfElements(text: string): Map<string, number> {
  return new JsonScanner(text).scan()
}

/**
 * @param text - what should be JSON
 * @returns the value
 * @throws JsonSyntaxError with the position of the first mistake
 */
export function parseJson(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(plain)
  } catch (error) {
    linesOfElements(plain)
    throw error
  }
}
