import type { Page } from 'playwright'

/**
 * What a page complained of while it was open: console errors and warnings, failed requests, other hosts.
 *
 * @example
 * const watch = new PageWatch(page)
 * await page.goto(`${process.env.APP_URL}/`)
 * assert.deepEqual(watch.complaints, [])
 */
export class PageWatch {
  readonly complaints: string[] = []

  /** @param page - before it opens its first address */
  constructor(page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('requestfailed', (request) => {
      // A page that is left gives up what it was loading.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') this.complaints.push(`failed: ${request.url()}`)
    })
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http') && host !== new URL(String(process.env.APP_URL)).host) {
        this.complaints.push(`another host: ${request.url()}`)
      }
    })
  }
}

/**
 * @param page - an open page
 * @returns by how many pixels the page is wider than its window
 * @example
 * assert.equal(await overflow(page), 0)
 */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
