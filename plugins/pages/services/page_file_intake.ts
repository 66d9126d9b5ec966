import { inject } from '@adonisjs/core'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import type { HttpContext } from '@adonisjs/core/http'
import { UploadRefused } from '@pydotorg/platform/media'
import { PageFiles, type PageFile } from '#services/page_files'

/** More at once would keep somebody waiting. */
export const MOST_AT_ONCE = 20

/** By their names; what lies about its kind is refused by its bytes. */
const IMAGE = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i

/** What came of several files that were sent together. */
export interface Intake {
  added: PageFile[]
  /** A sentence for each that was not taken, with its name. */
  refused: string[]
}

/** Takes in files that are sent together: one that is refused keeps no other away. */
@inject()
export class PageFileIntake {
  readonly #files: PageFiles

  /** @param files - of pages */
  constructor(files: PageFiles) {
    this.#files = files
  }

  /**
   * @param pageId - of a page
   * @param sent - files of a form
   * @param by - who sends them
   * @returns what was taken, and what was not
   */
  async take(pageId: number, sent: readonly MultipartFile[], by: HttpContext): Promise<Intake> {
    if (sent.length === 0) return { added: [], refused: ['Choose at least one file.'] }
    const intake: Intake = { added: [], refused: [] }
    for (const file of sent.slice(0, MOST_AT_ONCE)) {
      const kind = IMAGE.test(file.clientName) ? 'image' : 'document'
      try {
        intake.added.push(await this.#files.add(pageId, { kind, file }, by))
      } catch (error) {
        if (!(error instanceof UploadRefused)) throw error
        intake.refused.push(`${file.clientName}: ${error.message}`)
      }
    }
    const left = sent.length - MOST_AT_ONCE
    if (left > 0) intake.refused.push(`At most ${MOST_AT_ONCE} files are taken at once. Send the last ${left} again.`)
    return intake
  }
}
