import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { text } from 'node:stream/consumers'
import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.md': 'markdown',
  '.rst': 'restructuredtext',
  '.html': 'html',
  '.txt': 'plain',
}

/** Writes a page: a new one, or a new revision of the one that is there. */
export default class PagesSave extends OperatorCommand {
  static override commandName = 'pages:save'
  static override description = 'Write a page, or a new revision of the one at this path'
  static override help = [
    '  {{ binaryName }} pages:save about/apps --title="Apps" --file=apps.md --publish',
    '  cat apps.rst | {{ binaryName }} pages:save about/apps --file=- --markup=restructuredtext',
    '  {{ binaryName }} pages:save about/apps --path=about/applications   # a redirect stays behind',
    'What no flag names stays as it is. A new page is a draft without --publish.',
  ]

  @args.string({ description: 'Path of the page' })
  declare address: string

  @flags.string({ description: 'Title; a new page must have one' })
  declare title?: string

  @flags.string({ description: 'File with the content; - for standard input' })
  declare file?: string

  @flags.string({ description: 'markdown, restructuredtext, html, plain or markdown_unsafe; else by the file’s name' })
  declare markup?: string

  @flags.string({ description: 'One sentence for search engines' })
  declare description?: string

  @flags.string({ description: 'For search engines, separated by commas' })
  declare keywords?: string

  @flags.string({ description: 'psf/default, psf/full-width or pages/raw' })
  declare template?: string

  @flags.string({ description: 'Type of the answer; text/html unless it is named' })
  declare contentType?: string

  @flags.string({ description: 'New path' })
  declare path?: string

  @flags.string({ description: 'What the history says of this change' })
  declare comment?: string

  @flags.boolean({ description: 'Show it to visitors' })
  declare publish: boolean

  protected override async work(): Promise<void> {
    const { PageEditor } = await import('#services/page_editor')
    const editor = await this.app.container.make(PageEditor)
    const page = await this.#save(editor)
    if (page.removed.length > 0) this.logger.warning(`Taken out of the content: ${page.removed.join(', ')}`)
    const shown = this.publish ? await editor.publish(page.id, consoleOrigin()) : page
    this.logger.success(`${shown.href} is revision ${shown.version}, ${shown.isPublished ? 'published' : 'a draft'}`)
  }

  async #save(editor: import('#services/page_editor').PageEditor) {
    const { newPageValidator, pageChangeValidator, pageMessages } = await import('#validators/page')
    const { default: Page } = await import('#models/page')
    const { normalPath } = await import('#services/page_path')
    const typed = await this.#typed()
    const messages = { messagesProvider: pageMessages }
    const known = await Page.findBy('path', normalPath(this.address))
    if (!known)
      return editor.create(await newPageValidator.validate({ path: this.address, ...typed }, messages), consoleOrigin())
    const fields = await pageChangeValidator.validate(typed, messages)
    return editor.update(known.id, { version: known.version, fields, comment: this.comment }, consoleOrigin())
  }

  async #typed() {
    const { title, description, keywords, template: templateName, contentType, path } = this
    const content = await this.#content()
    const given = { title, description, keywords, templateName, contentType, path, ...content }
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  }

  async #content(): Promise<{ content?: string; contentMarkupType?: string }> {
    if (this.file === undefined) return { contentMarkupType: this.markup }
    const contentMarkupType = this.markup ?? BY_EXTENSION[extname(this.file)]
    if (this.file === '-') return { content: await text(process.stdin), contentMarkupType }
    const content = await readFile(this.file, 'utf8').catch((error: Error) => {
      throw new OperatorMistake(`${this.file} cannot be read: ${error.message}`)
    })
    return { content, contentMarkupType }
  }
}
