/** Tags that are remembered by name. */
const MOST = 500

/** Tags of what this process has rendered, for operators who want to drop one of them. */
export class RenderedTags {
  readonly #counts = new Map<string, number>()

  /** @param tags - of something that was rendered */
  note(tags: readonly string[]): void {
    for (const tag of tags) {
      if (this.#counts.size < MOST || this.#counts.has(tag)) this.#counts.set(tag, (this.#counts.get(tag) ?? 0) + 1)
    }
  }

  /** @returns the tags, and how often each was rendered, in the order of their names */
  list(): { tag: string; rendered: number }[] {
    return [...this.#counts].map(([tag, rendered]) => ({ tag, rendered })).sort((a, b) => (a.tag < b.tag ? -1 : 1))
  }
}
