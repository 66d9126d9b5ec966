import type { BrowserContext, Page } from 'playwright'

/** Counts from before the first paint, as the metric CLS does, though over the whole time. */
const WATCH = `
  window.layoutShift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })`

/** @param context - whose pages are watched, before they are opened */
export async function watchLayout(context: BrowserContext): Promise<void> {
  await context.addInitScript(WATCH)
}

/**
 * @param page - an open page of a watched context
 * @returns how much moved by itself; 0 when nothing did
 */
export function layoutShift(page: Page): Promise<number> {
  const afterTwoFrames = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))'
  return page.evaluate(`${afterTwoFrames}.then(() => window.layoutShift)`)
}
