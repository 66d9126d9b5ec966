import { inject } from '@adonisjs/core'
import { HttpContext } from '@adonisjs/core/http'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog, auditOrigin } from '../../audit/main.js'
import type { Author } from '../../identity/author.js'
import { OperatorMistake } from '../../identity/operators/operator_mistake.js'
import { MailChecks } from './mail_checks.js'
import { auditedFields, isSame, type MailOverride, type MailOverrideVersion } from './mail_override.js'
import type { MailProblem } from './mail_problem.js'
import { OverrideConflict, UnsoundMail } from './override_errors.js'
import { OverrideStore } from './override_store.js'
import type { MailSource } from './render_mail.js'

/** What somebody wrote, and what they had before them. */
export interface WrittenMail extends MailSource {
  /** Version of the override that was there when they began; null when there was none. */
  basedOn: number | null
}

type Verb = 'override' | 'activate' | 'deactivate' | 'remove' | 'restore'

/**
 * What staff write in the place of mails of plugins. Every change is in the audit log, and every version of the words can
 * be brought back. Ask `MailTemplatePolicy` before a change.
 *
 * @example
 * const overrides = await ctx.containerResolver.make(MailOverrides)
 * await ctx.bouncer.with(MailTemplatePolicy).authorize('change')
 * await overrides.save('accounts.confirm_email', { subject, html, text: null, basedOn: 3 }, ctx)
 */
@inject()
export class MailOverrides {
  readonly #store: OverrideStore
  readonly #checks: MailChecks
  readonly #audit: AuditLog

  /**
   * @param store - where they are kept
   * @param checks - tell whether words are sound
   * @param audit - is told of every change
   */
  constructor(store: OverrideStore, checks: MailChecks, audit: AuditLog) {
    this.#store = store
    this.#checks = checks
    this.#audit = audit
  }

  /**
   * @param key - of a mail
   * @returns what staff wrote, active or not; null when they did not
   */
  find(key: string): Promise<MailOverride | null> {
    return this.#store.find(key)
  }

  /**
   * @param key - of a mail
   * @returns the last 50 versions of it, newest first, also those of an override that was removed
   */
  versions(key: string): Promise<MailOverrideVersion[]> {
    return this.#store.versions(key)
  }

  /**
   * @param key - of a mail
   * @param words - that somebody wrote
   * @returns what is wrong with them; empty when they may be saved
   * @throws OperatorMistake naming the closest keys when no plugin declares it
   */
  check(key: string, words: MailSource): Promise<MailProblem[]> {
    return this.#checks.problems(key, words)
  }

  /**
   * Saves words as a new version. A new override is active at once; one that is not active stays so.
   *
   * @param key - of a mail
   * @param written - the words, and the version they are based on
   * @param by - who does it
   * @returns what is there now
   * @throws UnsoundMail for words that cannot be sent
   * @throws OverrideConflict when somebody else was faster
   */
  async save(key: string, written: WrittenMail, by: Author): Promise<MailOverride> {
    return this.#write(key, written, { by, verb: 'override' })
  }

  /**
   * Brings an earlier version back, as a new one.
   *
   * @param key - of a mail
   * @param version - which one
   * @param by - who does it
   * @returns what is there now
   * @throws OperatorMistake for a version that is not kept
   * @throws UnsoundMail when it cannot be sent any more, e.g. because a variable is gone
   */
  async restore(key: string, version: number, by: Author): Promise<MailOverride> {
    const versions = await this.#store.versions(key)
    const words = versions.find((one) => one.version === version)
    if (!words) {
      const kept = versions.map((one) => one.version).join(', ') || 'none'
      throw new OperatorMistake(`Version ${version} of ${key} is not kept. There are: ${kept}.`)
    }
    const current = await this.#store.find(key)
    return this.#write(key, { ...words, basedOn: current?.version ?? null }, { by, verb: 'restore' })
  }

  /**
   * @param key - of a mail with an override
   * @param by - who does it
   * @returns false when it was active already
   * @throws UnsoundMail when it cannot be sent any more
   * @throws OperatorMistake when there is no override
   */
  async activate(key: string, by: Author): Promise<boolean> {
    const override = await this.#existing(key)
    const problems = await this.check(key, override)
    if (problems.length > 0) throw new UnsoundMail(problems)
    return this.#setActive(key, { isActive: true }, by)
  }

  /**
   * Sends the plugin's own from now on, and keeps what was written.
   *
   * @param key - of a mail with an override
   * @param by - who does it
   * @returns false when it was not active
   * @throws OperatorMistake when there is no override
   */
  async deactivate(key: string, by: Author): Promise<boolean> {
    await this.#existing(key)
    return this.#setActive(key, { isActive: false }, by)
  }

  /**
   * Takes an override away, also one of a mail that no plugin declares any more. Its versions stay.
   *
   * @param key - of a mail
   * @param by - who does it
   * @returns false when there was none
   */
  remove(key: string, by: Author): Promise<boolean> {
    return this.#store.change(key, async (was, trx) => {
      if (!was) return false
      await this.#store.remove(key, trx)
      await this.#record({ verb: 'remove', by, was, is: null }, trx)
      return true
    })
  }

  async #write(key: string, written: WrittenMail, { by, verb }: { by: Author; verb: Verb }): Promise<MailOverride> {
    const problems = await this.check(key, written)
    if (problems.length > 0) throw new UnsoundMail(problems)
    return this.#store.change(key, async (was, trx) => {
      if ((was?.version ?? null) !== written.basedOn) throw new OverrideConflict(was)
      if (was && isSame(was, written)) return was
      await this.#store.write(key, written, { by: nameOf(by), trx })
      const is = (await this.#store.find(key, trx))!
      await this.#record({ verb, by, was, is }, trx)
      return is
    })
  }

  #setActive(key: string, state: Pick<MailOverride, 'isActive'>, by: Author): Promise<boolean> {
    return this.#store.change(key, async (was, trx) => {
      if (!was || was.isActive === state.isActive) return false
      await this.#store.setActive(key, state, { by: nameOf(by), trx })
      await this.#record({ verb: state.isActive ? 'activate' : 'deactivate', by, was, is: { ...was, ...state } }, trx)
      return true
    })
  }

  async #existing(key: string): Promise<MailOverride> {
    const override = await this.#store.find(key)
    if (override) return override
    await this.#checks.mustKnow(key)
    throw new OperatorMistake(`Nobody has overridden ${key}: the plugin's own is sent.`)
  }

  async #record({ verb, by, was, is }: Change, trx: TransactionClientContract): Promise<void> {
    const subject = { type: 'mail_template', id: (is ?? was)!.key }
    const [before, after] = [was && auditedFields(was), is && auditedFields(is)]
    await this.#audit.record({ by, action: `platform.mail_template.${verb}`, subject, before, after }, trx)
  }
}

interface Change {
  verb: Verb
  by: Author
  was: MailOverride | null
  is: MailOverride | null
}

function nameOf(by: Author): string {
  const origin = by instanceof HttpContext ? auditOrigin(by) : by
  return origin.actor.name
}
