import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import Redirect from '#models/redirect'
import { normalOldPath, oldPathsFor } from '#services/redirect_path'

/**
 * @param path - of a request, or one that a redirect leads to
 * @param client - in whose transaction; without it in none
 * @returns the redirect that leads away from it, the nearest one when several do
 */
export async function findRedirect(path: string, client?: QueryClientContract): Promise<Redirect | null> {
  const normal = normalOldPath(path)
  if (normal === null) return null
  const wanted = oldPathsFor(normal)
  const found = await Redirect.query({ client }).whereIn('old_path', wanted)
  return found.sort((a, b) => wanted.indexOf(a.oldPath) - wanted.indexOf(b.oldPath))[0] ?? null
}
