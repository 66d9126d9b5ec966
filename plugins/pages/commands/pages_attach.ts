import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Adds an image or a document to a page, and shows which there are. */
export default class PagesAttach extends OperatorCommand {
  static override commandName = 'pages:attach'
  static override description = 'Add an image or a document to a page, or list what it has'
  static override help = [
    '  {{ binaryName }} pages:attach about/apps chart.png      # prints the address to write into the page',
    '  {{ binaryName }} pages:attach about/apps report.pdf --document',
    '  {{ binaryName }} pages:attach about/apps',
  ]

  @args.string({ description: 'Path of the page' })
  declare path: string

  @args.string({ description: 'File to add', required: false })
  declare file?: string

  @flags.boolean({ description: 'It is no image' })
  declare document: boolean

  protected override async work(): Promise<void> {
    const { typedPage } = await import('./typed_page.js')
    const { PageFiles } = await import('#services/page_files')
    const { UploadRefused } = await import('@pydotorg/platform/media')
    const files = await this.app.container.make(PageFiles)
    const { id } = await typedPage(this.path)
    if (this.file === undefined) return this.#list(await files.of(id))
    const sent = { name: basename(this.file), bytes: await this.#read(this.file) }
    const kind = this.document ? 'document' : 'image'
    const added = await files.add(id, { kind, file: sent }, consoleOrigin()).catch((error: unknown) => {
      throw error instanceof UploadRefused ? new OperatorMistake(error.message) : error
    })
    this.logger.success(added.address)
  }

  #list(files: readonly { kind: string; file: { name: string }; address: string }[]): void {
    const table = this.ui.table().head(['Kind', 'Name', 'Address'])
    for (const { kind, file, address } of files) table.row([kind, file.name, address])
    table.render()
  }

  #read(path: string): Promise<Buffer> {
    return readFile(path).catch((error: Error) => {
      throw new OperatorMistake(`${path} cannot be read: ${error.message}`)
    })
  }
}
