import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { OperatorCommand } from '@pydotorg/platform/commands/operator_command'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/** Languages by the ends of names of files. */
const LANGUAGES: Readonly<Record<string, string>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.rst': 'restructuredtext',
  '.txt': 'plain',
}

/** Writes a box from a file. */
export default class BoxesSet extends OperatorCommand {
  static override commandName = 'boxes:set'
  static override description = 'Add a box, or change the one of this label, from a file'
  static override help = [
    '  {{ binaryName }} boxes:set homepage-introduction --file=introduction.md',
    'The language is told by the end of the file’s name (.html, .md, .rst, .txt), or by --markup.',
  ]

  @args.string({ description: 'Label: letters, digits, hyphens and underscores' })
  declare label: string

  @flags.string({ description: 'Path of the text, UTF-8', required: true })
  declare file: string

  @flags.string({ description: 'Language: html, markdown, restructuredtext or plain' })
  declare markup?: string

  protected override async work(): Promise<void> {
    const { boxValidator } = await import('#validators/box')
    const { addBox, changeBox } = await import('#services/change_box')
    const { default: Box } = await import('#models/box')
    const content = await this.#text()
    const contentMarkupType = this.markup ?? LANGUAGES[extname(this.file).toLowerCase()]
    const text = await boxValidator.validate({ label: this.label, content, contentMarkupType })
    const known = await Box.findBy('label', text.label)
    const by = consoleOrigin()
    const box = known ? await changeBox(by, known.id, text) : await addBox(by, text)
    this.logger.success(`${box.label} is box ${box.id}, in ${box.contentMarkupType}`)
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.file, 'utf8')
    } catch (error) {
      throw new OperatorMistake(`${this.file} cannot be read: ${(error as Error).message}`)
    }
  }
}
