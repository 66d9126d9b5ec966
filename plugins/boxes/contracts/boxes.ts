/** A box that a program writes. */
export interface GeneratedBox {
  /** A slug of at most 100 characters. */
  label: string
  /** Sanitised before it is kept: classes and ids stay, styles and scripts go. */
  html: string
}

/**
 * Pieces of text that staff edit, by their labels.
 *
 * @example
 * const boxes = await (await app.container.make(Contracts)).optional(Boxes)
 * const introduction = (await boxes?.html('homepage-introduction')) ?? ''
 */
export default abstract class Boxes {
  /**
   * Behaviour kept from python.org: a page never fails for want of a box.
   *
   * @param label - of the box
   * @returns its HTML, safe to print; empty when there is none, which is logged once
   * @example
   * await boxes.html('widget-weneedyou')
   */
  abstract html(label: string): Promise<string>

  /**
   * Writes boxes that a program keeps up to date. Behaviour kept from python.org: one of the same label is replaced,
   * also when somebody wrote it by hand; the audit log has what it was. What is the same already stays untouched.
   *
   * @param writer - what writes them, for the audit log, e.g. `downloads`
   * @param make - makes the boxes of what it reads now; of two processes that do so at the same time, what was read later
   *   stays
   * @returns labels of those that are different now
   * @throws E_VALIDATION_ERROR for a label that is none; whatever `make` throws
   * @example
   * await boxes.write('downloads', async () => [{ label: 'download-sources', html: await sourcesHtml() }])
   */
  abstract write(writer: string, make: () => Promise<readonly GeneratedBox[]>): Promise<string[]>
}
