import type { BrowserContext, Page } from 'playwright'

/** What a page moved by itself. */
export interface LayoutShift {
  /** As the metric CLS counts, though over the whole time, from the first frame of the whole document. */
  readonly score: number
  /** Each part that moved, with its place before and after in pixels, so that a rare one can be understood. */
  readonly parts: readonly string[]
}

/**
 * Counts from the first frame of the whole document on: a busy machine paints halves of it before, whose other half then
 * makes room for itself. Pictures, fonts and what scripts do come later, and are counted.
 */
const WATCH = `
  window.layoutShift = { score: 0, parts: [] }
  let wholeAt = Infinity
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return
    requestAnimationFrame(() => requestAnimationFrame((time) => { wholeAt = time }))
  })
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ')
  const name = (node) => node ? (node.outerHTML ?? node.textContent ?? '').trim().slice(0, 80) : 'a part that has gone'
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput || entry.startTime < wholeAt) continue
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
