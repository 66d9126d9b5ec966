/**
 * When what was changed, counted in steps: a page that was begun before a change and is done after it may show either,
 * so it is shown once and not kept. What is being changed at the moment, in a transaction say, makes no page either.
 */
export class ChangeLog {
  #now = 0
  #clearedAt = 0
  readonly #changedAt = new Map<string, number>()
  /** By tag, who changes it: until when, in milliseconds of the clock. */
  readonly #open = new Map<string, Map<object | string, number>>()

  /** The present moment. */
  get now(): number {
    return this.#now
  }

  /** @param tags - of what has changed */
  note(tags: Iterable<string>): void {
    this.#now += 1
    for (const tag of tags) this.#changedAt.set(tag, this.#now)
  }

  /** Notes that anything may have changed. */
  noteAll(): void {
    this.#now += 1
    this.#clearedAt = this.#now
    this.#changedAt.clear()
  }

  /**
   * @param tag - of what somebody begins to change
   * @param by - who does
   * @param until - milliseconds of the clock, after which it counts as done in any case
   */
  open(tag: string, by: object | string, until: number): void {
    const changes = this.#open.get(tag) ?? new Map<object | string, number>()
    this.#open.set(tag, changes)
    changes.set(by, until)
  }

  /**
   * @param tag - of what is changed no longer
   * @param isDone - tells which changes are done
   */
  close(tag: string, isDone: (by: object | string, until: number) => boolean): void {
    const changes = this.#open.get(tag)
    for (const [by, until] of changes ?? []) if (isDone(by, until)) changes!.delete(by)
    if (changes?.size === 0) this.#open.delete(tag)
  }

  /** @returns tags that somebody is changing */
  openTags(): string[] {
    return [...this.#open.keys()]
  }

  /**
   * @param moment - when an answer was begun
   * @param tags - of what is in it
   * @returns true when nothing of it has changed since then, or is being changed
   */
  isUnchangedSince(moment: number, tags: Iterable<string>): boolean {
    if (this.#clearedAt > moment) return false
    for (const tag of tags) {
      if ((this.#changedAt.get(tag) ?? 0) > moment) return false
      this.close(tag, (_by, until) => until < Date.now())
      if (this.#open.has(tag)) return false
    }
    return true
  }
}
