/**
 * @param error - what was thrown
 * @returns true when a policy refused it. Bouncer's own answer leads a browser back to where it came from, as if nothing
 *   had happened; ours is 403 with a page, for reads and writes alike
 */
export function isRefusal(error: { code?: string }): boolean {
  return error.code === 'E_AUTHORIZATION_FAILURE'
}
