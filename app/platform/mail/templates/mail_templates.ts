import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nameHint } from '../../identity/name_hint.js'
import { OperatorMistake } from '../../identity/operators/operator_mistake.js'
import type { ContributionReader } from '../../contributions/contribution_reader.js'
import type { PluginRegistry } from '../../plugins/plugin_registry.js'
import type { MailTemplate } from './mail_template.js'
import type { MailSource } from './render_mail.js'

/** A mail, and whose it is. */
export interface DeclaredMailTemplate {
  template: MailTemplate
  /** Title of the plugin. */
  plugin: string
  /** False while the plugin is off: nothing is sent, and staff can prepare all the same. */
  isOn: boolean
  /** Of the plugin's views. */
  folder: string
}

/**
 * The mails that plugins declare, and what they are made of without staff.
 *
 * @example
 * const templates = await app.container.make(MailTemplates)
 * const { template, plugin } = await templates.get('accounts.confirm_email')
 */
export class MailTemplates {
  readonly #contributed: Pick<ContributionReader, 'mailTemplateSources'>
  readonly #plugins: PluginRegistry
  #declared: Promise<ReadonlyMap<string, Omit<DeclaredMailTemplate, 'isOn'>>> | null = null

  /**
   * @param contributed - what plugins declare, and whether they are on
   * @param plugins - where their files are
   */
  constructor(contributed: Pick<ContributionReader, 'mailTemplateSources'>, plugins: PluginRegistry) {
    this.#contributed = contributed
    this.#plugins = plugins
  }

  /** @returns every mail by its key, also those of plugins that are off */
  async all(): Promise<DeclaredMailTemplate[]> {
    const on = new Set(this.#sources().flatMap(({ plugin, isOn }) => (isOn ? [this.#folderOf(plugin)] : [])))
    const declared = [...(await this.#read()).values()]
    return declared.map((one) => ({ ...one, isOn: on.has(one.folder) }))
  }

  /**
   * @param key - of a mail
   * @returns it
   * @throws OperatorMistake naming the closest keys when no plugin declares it
   */
  async get(key: string): Promise<DeclaredMailTemplate> {
    const all = await this.all()
    const found = all.find(({ template }) => template.key === key)
    if (found) return found
    const keys = all.map(({ template }) => template.key)
    throw new OperatorMistake(`No plugin declares a mail "${key}".${nameHint(key, keys)}`)
  }

  /**
   * @param declared - a mail
   * @returns what the plugin makes it of
   * @throws the file system's error when the template is not there
   */
  async ownSource({ template, folder }: DeclaredMailTemplate): Promise<MailSource> {
    const path = join(folder, template.key.slice(template.key.indexOf('.') + 1))
    const text = `${path}.text.liquid`
    return {
      subject: template.subject,
      html: await readFile(`${path}.html.liquid`, 'utf8'),
      text: existsSync(text) ? await readFile(text, 'utf8') : null,
    }
  }

  #sources(): ReturnType<ContributionReader['mailTemplateSources']> {
    return this.#contributed.mailTemplateSources()
  }

  #folderOf(plugin: string): string {
    return join(this.#plugins.get(plugin).directory, 'views/mails')
  }

  /** Modules do not change while a process runs. */
  #read(): Promise<ReadonlyMap<string, Omit<DeclaredMailTemplate, 'isOn'>>> {
    this.#declared ??= this.#collect().catch((error: unknown) => {
      this.#declared = null
      throw error
    })
    return this.#declared
  }

  async #collect(): Promise<ReadonlyMap<string, Omit<DeclaredMailTemplate, 'isOn'>>> {
    const found = new Map<string, Omit<DeclaredMailTemplate, 'isOn'>>()
    for (const { plugin, source } of this.#sources()) {
      const { title } = this.#plugins.get(plugin).manifest
      const { default: templates } = await source()
      for (const template of templates) {
        if (!template.key.startsWith(`${plugin}.`)) {
          throw new Error(`The mail ${template.key} is of plugin ${plugin}: its key has to begin with "${plugin}.".`)
        }
        if (found.has(template.key)) throw new Error(`The mail ${template.key} is declared twice.`)
        found.set(template.key, { template, plugin: title, folder: this.#folderOf(plugin) })
      }
    }
    return new Map([...found].sort(([a], [b]) => a.localeCompare(b, 'en')))
  }
}
