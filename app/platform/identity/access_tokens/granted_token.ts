import type { User } from '../models/user.js'

/** The token of a request, and whom it speaks for. */
export class GrantedToken {
  /**
   * @param user - its owner, with permissions read
   * @param scopes - what it was made for
   * @param id - of its row
   */
  constructor(
    readonly user: User,
    readonly scopes: readonly string[],
    readonly id: number
  ) {}

  /**
   * @param scope - `read`, `profile`, or a permission
   * @returns true when the token was made for it and, if it is a permission, its owner has it at this moment
   * @example
   * if (!ctx.accessToken.allows('jobs.moderate')) throw new Exception('…', { status: 403 })
   */
  allows(scope: string): boolean {
    if (!this.scopes.includes(scope)) return false
    return !scope.includes('.') || this.user.can(scope)
  }
}
