import logger from '@adonisjs/core/services/logger'
import Boxes, { type GeneratedBox } from '#contracts/boxes'
import { boxHtml } from '#services/box_html'
import { writeGenerated } from '#services/write_generated'

/** Boxes, from the table. */
export default class StoredBoxes extends Boxes {
  /** Labels that were asked for and not there. */
  readonly #missed = new Set<string>()

  async html(label: string): Promise<string> {
    try {
      const html = await boxHtml(label)
      if (html !== null) return html
      if (!this.#missed.has(label)) logger.warn({ label }, 'a page asks for a box that is not there')
      this.#missed.add(label)
    } catch (error) {
      logger.error({ err: error, label }, 'a box could not be read, and is left out')
    }
    return ''
  }

  write(writer: string, make: () => Promise<readonly GeneratedBox[]>): Promise<string[]> {
    return writeGenerated(writer, make)
  }
}
