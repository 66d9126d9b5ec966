import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** WCAG 2.2 AA, and what axe recommends beside it. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds wrong with a page as it stands.
 *
 * @param page - an open page
 * @returns rule and HTML of each place; empty when all is well
 * @example
 * assert.deepEqual(await accessibilityViolations(page), [])
 */
export async function accessibilityViolations(page: Page): Promise<[rule: string, places: string[]][]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}
