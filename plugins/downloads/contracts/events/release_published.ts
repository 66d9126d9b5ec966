/** A release as others hear of it. */
export interface PublishedRelease {
  id: number
  /** As in addresses, `python-3140`. */
  slug: string
  /** `Python 3.14.0` */
  name: string
  /** 1, 2, 3, or 100 for the install manager. */
  version: number
  /** True when it is the latest one of its version. */
  isLatest: boolean
  /** When it came out, as its page says: ISO 8601 in UTC. */
  publishedAt: string
}

/**
 * Emitted when a release can be seen by everybody for the first time: made as published, or a draft no more. After the
 * commit, so that whoever hears of it finds it.
 *
 * @example
 * // plugins/blogs/plugin.ts, with `uses: ['downloads']`
 * listeners: [
 *   {
 *     event: () => import('@pydotorg/downloads/contracts/events/release_published'),
 *     handle: () => import('./listeners/announce_release.js'),
 *   },
 * ],
 */
export default class ReleasePublished {
  /** @param release - as it was when it was saved */
  constructor(readonly release: PublishedRelease) {}
}
