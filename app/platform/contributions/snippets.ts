import type { Lazy } from '../plugins/lazy.js'

/**
 * Finds the HTML that staff keep under a label, safe to print; empty when there is none. It never throws, since a page
 * does not fail for want of a snippet. One plugin has them.
 */
export type SnippetSource = Lazy<(label: string) => Promise<string>>
