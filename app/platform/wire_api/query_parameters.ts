import type { HttpRequest } from '@adonisjs/core/http'

/**
 * The query of an address as Django reads it: `+` is a blank, a name may come again and its last value counts, names
 * keep their order. AdonisJS's own reading makes lists and objects of `a[]` and `a.b`, which python.org does not.
 */
export class QueryParameters {
  readonly #values = new Map<string, string[]>()

  /** @param query - without the question mark */
  constructor(query: string) {
    for (const [name, value] of new URLSearchParams(query)) {
      const values = this.#values.get(name)
      if (values) values.push(value)
      else this.#values.set(name, [value])
    }
  }

  /** @param request - whose query is read */
  static of(request: HttpRequest): QueryParameters {
    return new QueryParameters(request.parsedUrl.query ?? '')
  }

  names(): string[] {
    return [...this.#values.keys()]
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** @returns the last value of that name; null without one */
  get(name: string): string | null {
    return this.#values.get(name)?.at(-1) ?? null
  }

  /** @returns every value of that name, in order */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }

  /**
   * @param replaced - names that get one new value and go to the end
   * @returns a query, written as Python's urlencode() does
   * @example
   * new QueryParameters('limit=1&name=a%20b').with({ limit: 2 }) // 'name=a+b&limit=2'
   */
  with(replaced: Readonly<Record<string, string | number>>): string {
    const kept = [...this.#values].filter(([name]) => !(name in replaced))
    const pairs = kept.flatMap(([name, values]) => values.map((value) => [name, value] as const))
    return [...pairs, ...Object.entries(replaced)]
      .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
      .join('&')
  }
}

function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
