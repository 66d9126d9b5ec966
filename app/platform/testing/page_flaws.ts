import type { BrowserContext, Page } from 'playwright'
import { accessibilityViolations } from './accessibility.js'
import { overflow, PageWatch } from './page_watch.js'

/** Both themes and both layouts; colours do not depend on the width. */
const LOOKS = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1280 },
] as const

/**
 * What is wrong with an open page on a phone in the light theme, and on a desk in the dark one: what is wider than the
 * window, and what axe finds. The page is not loaded for each, which takes longer than both looks; it is left in the
 * last of them.
 *
 * @param page - an open page, with scripts
 * @returns a line for each flaw, with its look; empty when all is well
 * @example
 * await page.getByRole('button', { name: 'Save' }).click()
 * assert.deepEqual(await lookFlaws(page), [])
 */
export async function lookFlaws(page: Page): Promise<string[]> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  const flaws: string[] = []
  for (const { colorScheme, width } of LOOKS) {
    // With transitions, axe would measure colours that are on their way from one theme to the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    const look = `${new URL(page.url()).pathname}, ${colorScheme}, ${width} px`
    const tooWide = await overflow(page)
    if (tooWide !== 0) flaws.push(`${look}: ${tooWide} px wider than the window`)
    for (const [rule, places] of await accessibilityViolations(page)) {
      flaws.push(`${look}: ${rule}: ${places.join(' ')}`)
    }
  }
  return flaws
}

/**
 * Opens a page of the site, and tells what it complains of and what is wrong with its looks.
 *
 * @param context - of the visitor, e.g. one that {@link browserSignIn} signed in
 * @param path - with its query
 * @returns a line for each flaw; empty when all is well
 * @example
 * assert.deepEqual(await pageFlaws(browserContext, '/downloads/'), [])
 */
export async function pageFlaws(context: BrowserContext, path: string): Promise<string[]> {
  const page = await context.newPage()
  try {
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}${path}`, { waitUntil: 'load' })
    const flaws = await lookFlaws(page)
    return [...watch.complaints, ...flaws]
  } finally {
    await page.close()
  }
}
