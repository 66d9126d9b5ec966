import type { CapturedAnswer } from '../page_cache/captured_answer.js'

/** On every answer, so purging it forgets the whole site. */
export const WHOLE_SITE = 'pydotorg-app'

/** Milliseconds for which changes are collected before the CDN is told of them together. */
const COLLECTED = 100

/**
 * Knows which names the CDN has to forget when something changes: those of the answers that it may show without asking
 * and that were made of it. Names and not addresses, so few of them.
 */
export class SharedCopies {
  readonly #purge: (keys: string[]) => void
  readonly #keysOf = new Map<string, Set<string>>()
  readonly #changed = new Set<string>()
  #timer: NodeJS.Timeout | null = null

  /** @param purge - has the CDN forget answers with these names */
  constructor(purge: (keys: string[]) => void) {
    this.#purge = purge
  }

  /**
   * @param answer - that everybody may get
   * @param tags - of what is in it
   */
  note({ headers }: CapturedAnswer, tags: Iterable<string>): void {
    if (!isShownUnasked(headers)) return
    const names = (headers.get('surrogate-key')?.value ?? '').split(' ').filter((name) => name && name !== WHOLE_SITE)
    for (const tag of tags) {
      const keys = this.#keysOf.get(tag) ?? new Set()
      this.#keysOf.set(tag, keys)
      for (const name of names.length > 0 ? names : [WHOLE_SITE]) keys.add(name)
    }
  }

  /** @param tags - what has changed; null when anything may have */
  changed(tags: readonly string[] | null): void {
    if (tags === null) this.#changed.add(WHOLE_SITE)
    for (const tag of tags ?? []) for (const key of this.#keysOf.get(tag) ?? []) this.#changed.add(key)
    if (this.#changed.size === 0 || this.#timer) return
    this.#timer = setTimeout(() => this.#tell(), COLLECTED).unref()
  }

  #tell(): void {
    this.#timer = null
    const keys = this.#changed.has(WHOLE_SITE) ? [WHOLE_SITE] : [...this.#changed].sort()
    this.#changed.clear()
    this.#purge(keys)
  }
}

/** `Surrogate-Control` is for the CDN alone and counts before `Cache-Control`. */
function isShownUnasked(headers: CapturedAnswer['headers']): boolean {
  const policy = headers.get('surrogate-control') ?? headers.get('cache-control')
  const ages = [...(policy?.value.matchAll(/\b(?:s-maxage|max-age)=(\d+)/g) ?? [])]
  return ages.some(([, seconds]) => Number(seconds) > 0)
}
