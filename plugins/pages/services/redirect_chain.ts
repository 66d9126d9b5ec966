import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Redirect from '#models/redirect'
import { findRedirect } from '#services/find_redirect'
import { localTarget, oldPathsFor } from '#services/redirect_path'

/** Browsers give up after twenty. */
const MOST_STEPS = 20

/** What a redirect's visitors would meet. */
export interface RedirectChain {
  /** Where they end: a path or an address; empty when what was there is gone. */
  end: string
  /** Paths that they come by, in order, for people to read. */
  steps: string[]
  isLoop: boolean
}

/**
 * Follows the redirects that are there from where a new one would lead.
 *
 * @param oldPath - of the new redirect, as it is kept
 * @param newPath - where it would lead
 * @param trx - that holds the lock of redirects
 * @returns where visitors would end, and whether they would come back
 */
export async function followChain(
  oldPath: string,
  newPath: string,
  trx: TransactionClientContract
): Promise<RedirectChain> {
  const steps = [oldPath, newPath]
  let end = newPath
  while (steps.length <= MOST_STEPS) {
    const path = localTarget(end)
    if (path === null) return { end, steps, isLoop: false }
    const next = await findRedirect(somewhereIn(path), trx)
    if (isNearest(oldPath, next, somewhereIn(path))) return { end, steps, isLoop: true }
    if (!next) return { end, steps, isLoop: false }
    // What a star stands for differs from visitor to visitor, so the chain goes on for one of them.
    end = next.newPath
    steps.push(end === '' ? 'what is gone' : end)
  }
  return { end, steps, isLoop: true }
}

/** True when the new redirect is the one that leads on from a path, and not one that is there already. */
function isNearest(oldPath: string, other: Redirect | null, path: string): boolean {
  const wanted = oldPathsFor(path)
  const place = wanted.indexOf(oldPath)
  return place !== -1 && (!other || place <= wanted.indexOf(other.oldPath))
}

/** One of the addresses that a path with a star stands for. */
function somewhereIn(path: string): string {
  return path.replace('*', 'x')
}
