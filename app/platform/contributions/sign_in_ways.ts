import type { HttpContext } from '@adonisjs/core/http'
import type { Lazy } from '../plugins/lazy.js'

/** A way to sign in that another site gives, offered beside the password. */
export interface SignInWay {
  /** Stable name, `<plugin>.<noun>`. */
  key: string
  /** Who gives it, e.g. `GitHub`. */
  title: string
  /** A path of this site where it begins; takes `?next=` with a path. It may lead to another site. */
  href: string
  /** An Edge template with an SVG, e.g. `gitlab::marks/fox`. */
  mark: string
}

/**
 * Lists the ways that are open to who asks: to a guest all that are set up, to somebody who is signed in those that
 * lead to their account.
 */
export type SignInWaySource = Lazy<(ctx: HttpContext) => Promise<readonly SignInWay[]>>
