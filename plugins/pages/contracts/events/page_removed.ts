import type { AuditOrigin } from '@pydotorg/platform/audit'

/**
 * Emitted when a page was taken away for good, by staff or by the API: who keeps its id forgets it. After the commit.
 *
 * @example
 * // plugins/downloads/plugin.ts, with `uses: ['pages']`
 * listeners: [
 *   {
 *     event: () => import('@pydotorg/pages/contracts/events/page_removed'),
 *     handle: () => import('./listeners/forget_page.js'),
 *   },
 * ],
 */
export default class PageRemoved {
  /**
   * @param id - of the page
   * @param path - where it stood, without slashes at its ends
   * @param by - who took it away, for the audit log
   */
  constructor(
    readonly id: number,
    readonly path: string,
    readonly by: AuditOrigin
  ) {}
}
