import type { BrowserContext, Page } from 'playwright'

/** What a page moved by itself. */
export interface LayoutShift {
  /** As the metric CLS counts, though over the whole time, and not while the document is still read. */
  readonly score: number
  /** Each part that moved, with its place before and after in pixels, so that a rare one can be understood. */
  readonly parts: readonly string[]
}

/**
 * Counts from where the document is whole: a busy machine paints halves of it, whose other half then makes room for
 * itself. Pictures, fonts and scripts come later, and are counted.
 */
const WATCH = `
  window.layoutShift = { score: 0, parts: [] }
  const isWhole = ({ startTime }) => {
    const [{ domInteractive }] = performance.getEntriesByType('navigation')
    return domInteractive > 0 && startTime >= domInteractive
  }
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ')
  const name = (node) => node ? (node.outerHTML ?? node.textContent ?? '').trim().slice(0, 80) : 'a part that has gone'
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput || !isWhole(entry)) continue
      window.layoutShift.score += entry.value
      for (const { node, previousRect, currentRect } of entry.sources) {
        const when = Math.round(entry.startTime) + ' ms'
        window.layoutShift.parts.push(when + ': ' + place(previousRect) + ' to ' + place(currentRect) + ': ' + name(node))
      }
    }
  }).observe({ type: 'layout-shift', buffered: true })`

/** @param context - whose pages are watched, before they are opened */
export async function watchLayout(context: BrowserContext): Promise<void> {
  await context.addInitScript(WATCH)
}

/**
 * @param page - an open page of a watched context
 * @returns how much moved by itself, and what; a score of 0 when nothing did
 */
export function layoutShift(page: Page): Promise<LayoutShift> {
  const afterTwoFrames = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))'
  return page.evaluate(`${afterTwoFrames}.then(() => window.layoutShift)`)
}
