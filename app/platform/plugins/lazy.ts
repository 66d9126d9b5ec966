/** A module that is imported only when it is needed, so that a manifest stays a pure declaration. */
export type Lazy<T> = () => Promise<{ default: T }>

const loaded = new WeakMap<Lazy<unknown>, unknown>()

/**
 * For what is asked for at every request: importing a module once more takes as long as a small answer.
 *
 * @param source - a lazy import
 * @returns its default export; imported when it is first asked for
 * @throws whatever importing throws; the next call tries again
 * @example
 * const headers = await loadOnce(source)
 */
export async function loadOnce<T>(source: Lazy<T>): Promise<T> {
  if (loaded.has(source)) return loaded.get(source) as T
  const { default: value } = await source()
  loaded.set(source, value)
  return value
}
