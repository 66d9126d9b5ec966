import type { Page } from 'playwright'

/** WCAG 2.2 AA, and what axe recommends beside it. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Only violations come back: what passed is most of it. No rule of these reads styles other than as they apply. */
const OPTIONS = { runOnly: STANDARDS, resultTypes: ['violations'], preload: { assets: ['media'] } }

/** Frames tell the page around them, whatever their origin is. */
const LISTEN = "axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })"

const RUN = `axe.run(document, ${JSON.stringify(OPTIONS)}).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`

/** Turbo marks the page while it goes to the next one, with an attribute that axe does not know there. */
const ARRIVED = `new Promise((resolve) => {
  const look = () => document.documentElement.ariaBusy === 'true' ? requestAnimationFrame(look) : resolve()
  look()
})`

/**
 * What axe finds wrong with a page as it stands. The page keeps axe, so asking again, e.g. in the other theme, costs
 * less. Not through @axe-core/playwright, which opens a second page for each and takes three times as long.
 *
 * @param page - an open page
 * @returns rule and HTML of each place; empty when all is well
 * @example
 * assert.deepEqual(await accessibilityViolations(page), [])
 */
export async function accessibilityViolations(page: Page): Promise<[rule: string, places: string[]][]> {
  await page.evaluate(ARRIVED)
  const { default: axe } = await import('axe-core')
  for (const frame of page.frames()) {
    if (!(await frame.evaluate("'axe' in window"))) await frame.evaluate(`${axe.source};${LISTEN}`)
  }
  return page.evaluate(RUN)
}
