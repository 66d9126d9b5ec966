import { inject } from '@adonisjs/core'
import { MailComposer } from './mail_composer.js'
import type { MailOverride } from './mail_override.js'
import { problemLine, type MailProblem } from './mail_problem.js'
import { MailTemplates, type DeclaredMailTemplate } from './mail_templates.js'
import { sourceProblems } from './override_check.js'
import { OverrideStore } from './override_store.js'

/**
 * What is sent for a mail: the plugin's `own`, what staff wrote (`overridden`), the plugin's own although staff wrote
 * something, because they said so (`inactive`) or because it cannot be used (`broken`).
 */
export type MailTemplateState = 'own' | 'overridden' | 'inactive' | 'broken'

/** A mail, and what is sent for it. */
export interface ListedMailTemplate extends DeclaredMailTemplate {
  state: MailTemplateState
  override: MailOverride | null
  /** Why the override cannot be used, a sentence each; empty for a sound one. */
  problems: string[]
}

/**
 * The mails of the site, for who changes them and for `/health`.
 *
 * @example
 * const list = await ctx.containerResolver.make(MailTemplateList)
 * for (const { template, plugin, state } of await list.all()) { … }
 */
@inject()
export class MailTemplateList {
  readonly #templates: MailTemplates
  readonly #store: OverrideStore
  readonly #composer: MailComposer

  /**
   * @param templates - that plugins declare
   * @param store - what staff wrote
   * @param composer - renders what they wrote, to see whether it is sound
   */
  constructor(templates: MailTemplates, store: OverrideStore, composer: MailComposer) {
    this.#templates = templates
    this.#store = store
    this.#composer = composer
  }

  /** @returns every mail by its key, also those of plugins that are off; one query */
  async all(): Promise<ListedMailTemplate[]> {
    const [declared, overrides] = await Promise.all([this.#templates.all(), this.#store.all()])
    const byKey = new Map(overrides.map((override) => [override.key, override]))
    return Promise.all(declared.map((one) => this.#listed(one, byKey.get(one.template.key) ?? null)))
  }

  /**
   * @param key - of a mail
   * @returns it
   * @throws OperatorMistake naming the closest keys when no plugin declares it
   */
  async get(key: string): Promise<ListedMailTemplate> {
    return this.#listed(await this.#templates.get(key), await this.#store.find(key))
  }

  /** @returns overrides of mails that no plugin declares any more; they can only be removed */
  async orphans(): Promise<MailOverride[]> {
    const declared = new Set((await this.#templates.all()).map(({ template }) => template.key))
    return (await this.#store.all()).filter(({ key }) => !declared.has(key))
  }

  async #listed(declared: DeclaredMailTemplate, override: MailOverride | null): Promise<ListedMailTemplate> {
    const problems = override ? await this.#problemsOf(declared, override) : []
    return { ...declared, override, problems, state: stateOf(override, problems) }
  }

  async #problemsOf({ template }: DeclaredMailTemplate, override: MailOverride): Promise<string[]> {
    const problems: MailProblem[] = await sourceProblems(this.#composer, template, override)
    const lines = problems.map(problemLine)
    return lines.length === 0 && override.failure ? [override.failure] : lines
  }
}

function stateOf(override: MailOverride | null, problems: readonly string[]): MailTemplateState {
  if (!override) return 'own'
  if (!override.isActive) return 'inactive'
  return problems.length > 0 ? 'broken' : 'overridden'
}
