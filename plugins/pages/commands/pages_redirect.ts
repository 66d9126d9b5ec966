import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Leads an old address elsewhere. */
export default class PagesRedirect extends OperatorCommand {
  static override commandName = 'pages:redirect'
  static override description = 'Lead an old address elsewhere, say that it is gone, or stop leading it'
  static override help = [
    '  {{ binaryName }} pages:redirect /doc/faq/ https://docs.python.org/3/faq/',
    '  {{ binaryName }} pages:redirect "/dev/peps/*" "https://peps.python.org/*" --temporary',
    '  {{ binaryName }} pages:redirect /old/ --gone',
    '  {{ binaryName }} pages:redirect /old/ --remove',
    'Without anything but the old address it says where that leads.',
  ]

  @args.string({ description: 'Old address, a path of this site' })
  declare from: string

  @args.string({ description: 'Where it leads: a path, or an address with https:// or http://', required: false })
  declare to?: string

  @flags.boolean({ description: 'It may change again: 302 instead of 301' })
  declare temporary: boolean

  @flags.boolean({ description: 'Nothing took its place: 410' })
  declare gone: boolean

  @flags.boolean({ description: 'Take the redirect away' })
  declare remove: boolean

  @flags.string({ description: 'Why it is there' })
  declare note?: string

  protected override async work(): Promise<void> {
    if ([this.to !== undefined, this.gone, this.remove].filter(Boolean).length > 1) {
      throw new OperatorMistake('Say where it leads, or --gone, or --remove.')
    }
    if (this.remove) return this.#remove()
    if (this.to === undefined && !this.gone) return this.#tell()
    const { RedirectEditor } = await import('#services/redirect_editor')
    const redirects = await this.app.container.make(RedirectEditor)
    const wanted = { oldPath: this.from, newPath: this.to ?? '', isPermanent: !this.temporary, note: this.note }
    const { oldPath, newPath } = await redirects.set(wanted, consoleOrigin())
    await this.#warnOfHidden(oldPath)
    this.logger.success(newPath ? `${oldPath} leads to ${newPath}` : `${oldPath} is gone`)
  }

  async #remove(): Promise<void> {
    const { RedirectEditor } = await import('#services/redirect_editor')
    const redirects = await this.app.container.make(RedirectEditor)
    const removed = await redirects.remove(this.from, consoleOrigin())
    if (!removed) throw new OperatorMistake(`Nothing leads away from ${this.from}.`)
    this.logger.success(`${removed.oldPath} leads nowhere any more`)
  }

  async #tell(): Promise<void> {
    const { findRedirect } = await import('#services/find_redirect')
    const found = await findRedirect(this.from)
    if (!found) throw new OperatorMistake(`Nothing leads away from ${this.from}.`)
    const where = found.newPath ? `leads to ${found.newPath}` : 'is gone'
    this.logger.info(`${found.oldPath} ${where} (${found.isPermanent ? 301 : 302})${found.note && `: ${found.note}`}`)
  }

  /** A redirect beats a page, which is what operators want now and then, and seldom without knowing. */
  async #warnOfHidden(oldPath: string): Promise<void> {
    const { default: Page } = await import('#models/page')
    const hidden = await Page.findBy('path', oldPath.slice(1))
    if (hidden) this.logger.warning(`“${hidden.title}” is at ${hidden.href}, and nobody sees it any more.`)
  }
}
