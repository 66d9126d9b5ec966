import { inject } from '@adonisjs/core'
import { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '../audit/main.js'
import { dropTags, fragments } from '../cache/main.js'
import { ContributionReader, type DeclaredHomeSection, type HomeSection } from '../contributions/main.js'
import type { Author } from '../identity/author.js'
import { nameHint } from '../identity/name_hint.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { arrangeSections, type Arranged, type SectionDecision } from './arrange_sections.js'

/** More sections than plugins will ever have. */
const BOUND = 1_000

/** Key and tag of what staff decided, which every visit of the home page needs. */
const KEPT = 'home:decisions'

/** Seconds; every change drops it earlier. */
const LIFETIME = 3_600

/**
 * The order of the home page's sections, and which of them are hidden. Ask `HomePolicy` before a change.
 *
 * @example
 * const home = await ctx.containerResolver.make(HomeArrangement)
 * await ctx.bouncer.with(HomePolicy).authorize('arrange')
 * await home.hide('downloads.support', ctx)
 */
@inject()
export class HomeArrangement {
  readonly #contributed: ContributionReader
  readonly #audit: AuditLog
  readonly #db: Database

  /**
   * @param contributed - the sections that there are
   * @param audit - is told of every change
   * @param db - where decisions are kept
   */
  constructor(contributed: ContributionReader, audit: AuditLog, db: Database) {
    this.#contributed = contributed
    this.#audit = audit
    this.#db = db
  }

  /** @returns every section in its order, also hidden ones and those of plugins that are off; one query */
  async all(): Promise<Arranged<DeclaredHomeSection>[]> {
    return arrangeSections(this.#contributed.declaredHomeSections(), await this.#decisions())
  }

  /** @returns the sections that visitors see, in their order; no query while nobody changes something */
  async shown(): Promise<HomeSection[]> {
    const sections = this.#contributed.homeSections()
    if (!sections.length) return []
    const decisions = await fragments.remember(KEPT, { lifetime: LIFETIME, tags: [KEPT] }, () => this.#decisions())
    return arrangeSections(sections, decisions).filter(({ isHidden }) => !isHidden)
  }

  /**
   * Moves a section, and keeps the order of all others as it is seen now.
   *
   * @param key - the section's key
   * @param before - the section that it comes to stand before; null for the end
   * @param by - who does it
   * @returns false when it stood there already
   * @throws OperatorMistake for a key that no plugin declares, and for a section before itself
   */
  async move(key: string, before: string | null, by: Author): Promise<boolean> {
    if (key === before) throw new OperatorMistake(`${key} cannot stand before itself.`)
    return this.#change(key, async (sections, trx) => {
      if (before !== null) refuseUnknown(before, sections)
      const keys = sections.map((section) => section.key)
      const others = keys.filter((other) => other !== key)
      const place = before === null ? others.length : others.indexOf(before)
      const moved = others.toSpliced(place, 0, key)
      if (moved.join() === keys.join()) return false
      const rows = moved.map((name, index) => ({ key: name, position: index + 1 }))
      await trx.table('home_sections').multiInsert(rows).onConflict('key').merge(['position'])
      await this.#record(trx, { by, key, verb: 'move', before: { order: keys }, after: { order: moved } })
      return true
    })
  }

  /**
   * @param key - the section's key
   * @param by - who does it
   * @returns false when it was hidden already
   * @throws OperatorMistake for a key that no plugin declares
   */
  hide(key: string, by: Author): Promise<boolean> {
    return this.#setHidden(key, { isHidden: true, by })
  }

  /**
   * @param key - the section's key
   * @param by - who does it
   * @returns false when it was to be seen already
   * @throws OperatorMistake for a key that no plugin declares
   */
  show(key: string, by: Author): Promise<boolean> {
    return this.#setHidden(key, { isHidden: false, by })
  }

  #setHidden(key: string, { isHidden, by }: { isHidden: boolean; by: Author }): Promise<boolean> {
    return this.#change(key, async (sections, trx) => {
      const section = sections.find((candidate) => candidate.key === key)
      if (section?.isHidden === isHidden) return false
      await trx.table('home_sections').insert({ key, is_hidden: isHidden }).onConflict('key').merge(['is_hidden'])
      const verb = isHidden ? 'hide' : 'show'
      await this.#record(trx, { by, key, verb, before: { hidden: !isHidden }, after: { hidden: isHidden } })
      return true
    })
  }

  /** Changes come one after the other: each starts from what the one before left. */
  #change(
    key: string,
    work: (sections: Arranged<DeclaredHomeSection>[], trx: TransactionClientContract) => Promise<boolean>
  ): Promise<boolean> {
    return this.#db.transaction(async (trx) => {
      await trx.rawQuery('lock table home_sections in share row exclusive mode')
      const sections = arrangeSections(this.#contributed.declaredHomeSections(), await this.#decisions(trx))
      refuseUnknown(key, sections)
      return work(sections, trx)
    })
  }

  async #decisions(client: QueryClientContract = this.#db.connection()): Promise<SectionDecision[]> {
    return client.from('home_sections').select('key', 'position').select({ isHidden: 'is_hidden' }).limit(BOUND)
  }

  async #record(trx: TransactionClientContract, change: SectionChange): Promise<void> {
    const { by, key, verb, before, after } = change
    const subject = { type: 'home_section', id: key }
    await this.#audit.record({ by, action: `platform.home_section.${verb}`, subject, before, after }, trx)
    await dropTags([KEPT], trx)
  }
}

interface SectionChange {
  by: Author
  key: string
  verb: 'move' | 'hide' | 'show'
  before: Record<string, unknown>
  after: Record<string, unknown>
}

function refuseUnknown(key: string, sections: readonly { key: string }[]): void {
  const keys = sections.map((section) => section.key)
  if (keys.includes(key)) return
  throw new OperatorMistake(`No plugin has a home section "${key}".${nameHint(key, keys)}`)
}
