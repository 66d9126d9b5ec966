import { readFile } from 'node:fs/promises'
import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '../audit/audit_origin.js'
import { OperatorMistake } from '../identity/operators/operator_mistake.js'
import { MailOverrides } from '../mail/templates/mail_overrides.js'
import { MailTemplates } from '../mail/templates/mail_templates.js'
import { OperatorCommand } from './operator_command.js'

/** Changes the words of a mail, or goes back to those of the plugin. */
export default class MailOverride extends OperatorCommand {
  static override commandName = 'mail:override'
  static override description = 'Change the words of a mail, or go back to those of its plugin'

  @args.string({ description: 'Key of the mail, as mail:templates shows it' })
  declare key: string

  @flags.string({ description: 'The subject, in Liquid' })
  declare subject?: string

  @flags.string({ description: 'File with the HTML, in Liquid, without a frame' })
  declare html?: string

  @flags.string({ description: 'File with the plain text, in Liquid; without it the text is made of the HTML' })
  declare text?: string

  @flags.boolean({ description: 'Send the words of the plugin, and keep what was written' })
  declare deactivate: boolean

  @flags.boolean({ description: 'Send again what was written' })
  declare activate: boolean

  @flags.number({ description: 'Bring this version back' })
  declare restore?: number

  @flags.boolean({ description: 'Take what was written away' })
  declare remove: boolean

  protected override async work(): Promise<void> {
    const overrides = await this.app.container.make(MailOverrides)
    await this.#oneThing()(overrides)
  }

  /** @returns what the flags ask for */
  #oneThing(): (overrides: MailOverrides) => Promise<void> {
    const { subject, html, text, activate, deactivate, restore, remove } = this
    const writes = subject !== undefined || html !== undefined || text !== undefined
    const wishes = [writes, activate, deactivate, restore !== undefined, remove].filter(Boolean).length
    if (wishes !== 1) {
      throw new OperatorMistake(
        'Say what to do: --subject, --html and --text for new words, or one of --activate, --deactivate, --restore, --remove.'
      )
    }
    if (writes) return (overrides) => this.#write(overrides)
    if (restore !== undefined) return (overrides) => this.#restore(overrides, restore)
    if (remove) return (overrides) => this.#remove(overrides)
    return (overrides) => this.#switch(overrides)
  }

  /** What is not given stays: as staff wrote it, else as the plugin has it. */
  async #write(overrides: MailOverrides): Promise<void> {
    const templates = await this.app.container.make(MailTemplates)
    const own = await templates.ownSource(await templates.get(this.key))
    const was = await overrides.find(this.key)
    const before = was ?? { ...own, text: this.html === undefined ? own.text : null }
    const words = {
      subject: this.subject ?? before.subject,
      html: this.html === undefined ? before.html : await fileText(this.html),
      text: this.text === undefined ? before.text : await fileText(this.text),
    }
    const saved = await overrides.save(this.key, { ...words, basedOn: was?.version ?? null }, consoleOrigin())
    if (saved.version === was?.version) return this.logger.info('these words are there already')
    this.logger.success(`version ${saved.version} of ${this.key} is ${saved.isActive ? 'sent from now on' : 'saved'}`)
    if (!saved.isActive) this.logger.info('it is not active: add it with --activate')
  }

  async #restore(overrides: MailOverrides, version: number): Promise<void> {
    const saved = await overrides.restore(this.key, version, consoleOrigin())
    this.logger.success(`version ${version} of ${this.key} is back, as version ${saved.version}`)
  }

  async #remove(overrides: MailOverrides): Promise<void> {
    if (await overrides.remove(this.key, consoleOrigin())) {
      return this.logger.success(`the plugin's own ${this.key} is sent from now on`)
    }
    const templates = await this.app.container.make(MailTemplates)
    await templates.get(this.key)
    this.logger.info(`nobody has overridden ${this.key}`)
  }

  async #switch(overrides: MailOverrides): Promise<void> {
    const verb = this.activate ? 'activate' : 'deactivate'
    const isChanged = await overrides[verb](this.key, consoleOrigin())
    const sent = this.activate ? 'what was written' : "the plugin's own"
    if (isChanged) this.logger.success(`${sent} is sent from now on for ${this.key}`)
    else this.logger.info(`${sent} is sent already for ${this.key}`)
  }
}

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw new OperatorMistake(`There is no file "${path}" that can be read.`)
  }
}
