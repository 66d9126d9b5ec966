/** A published release as others see it. */
export interface ListedRelease {
  /** As in addresses, `python-3140`. */
  slug: string
  /** `Python 3.14.0` */
  name: string
  /** What the name says: `3.14.0`. */
  version: string
  /** e.g. `3.14` */
  series: string
  /** ISO day in UTC. */
  date: string
}

/**
 * The published releases of Python itself, without pre-releases and without the install manager.
 *
 * @example
 * const contracts = await app.container.make(Contracts)
 * const directory = await contracts.optional(ReleaseDirectory)
 * const releases = (await directory?.released()) ?? []
 */
export default abstract class ReleaseDirectory {
  /**
   * @returns every one of them, the highest version first, by one query
   * @example
   * const [newest] = await directory.released()
   */
  abstract released(): Promise<ListedRelease[]>

  /**
   * @returns the one that people should take now; null while there is none; by one query
   * @example
   * const version = (await directory.latest())?.version
   */
  abstract latest(): Promise<ListedRelease | null>
}
