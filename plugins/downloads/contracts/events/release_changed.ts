import type { PublishedRelease } from './release_published.js'

/**
 * - `release`: its own fields
 * - `files`: some of its files came, changed or went
 * - `withdrawn`: it is a draft again
 * - `removed`: it is gone, with its files
 */
export type ReleaseChange = 'release' | 'files' | 'withdrawn' | 'removed'

/**
 * Emitted when what everybody sees of a release has changed: whatever was made from it is stale. Not for drafts, and not
 * for a release that has just been published. After the commit, once for each release and transaction.
 *
 * @example
 * emitter.on(ReleaseChanged, ({ release, change }) => logger.info(`${change} of ${release.name} changed`))
 */
export default class ReleaseChanged {
  /**
   * @param release - as it is now; as it was, when it is gone
   * @param change - what changed
   */
  constructor(
    readonly release: PublishedRelease,
    readonly change: ReleaseChange
  ) {}
}
