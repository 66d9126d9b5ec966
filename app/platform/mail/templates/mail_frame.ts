import { readFile } from 'node:fs/promises'
import string from '@adonisjs/core/helpers/string'
import { Liquid, type Template } from 'liquidjs'

/** What stands in the frame; all of it but the content is text. */
export interface FrameParts {
  title: string
  preheader: string
  /** HTML. */
  content: string
  site_name: string
  site_url: string
  because: string
  is_answered: boolean
}

/**
 * What is around the HTML of every mail, written in MJML with Liquid in it. Compiled when the first mail needs it, and
 * kept.
 */
export class MailFrame {
  readonly #path: string
  readonly #liquid = new Liquid({ strictVariables: true, outputEscape: (value) => string.escapeHTML(String(value)) })
  #compiled: Promise<Template[]> | null = null

  /** @param path - absolute path of the MJML file */
  constructor(path: string) {
    this.#path = path
  }

  /**
   * @param parts - what stands in it
   * @returns a whole HTML document
   * @throws Error naming the file when it is not sound MJML
   */
  async around(parts: FrameParts): Promise<string> {
    this.#compiled ??= this.#compile().catch((error: unknown) => {
      this.#compiled = null
      throw error
    })
    return String(this.#liquid.renderSync(await this.#compiled, parts))
  }

  async #compile(): Promise<Template[]> {
    const [source, { Engine }] = await Promise.all([readFile(this.#path, 'utf8'), import('mrml')])
    const engine = new Engine()
    try {
      const result = engine.toHtml(source)
      if (result.type === 'error') throw new Error(`${this.#path} is not sound MJML: ${result.message}`)
      return this.#liquid.parse(result.content)
    } finally {
      engine.free()
    }
  }
}
