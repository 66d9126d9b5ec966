/** Pages of a plugin that the site leads people to, each a path of this site. One plugin has them. */
export interface AccountPages {
  /** What somebody who is signed in finds of their account. */
  overview: string
  /** Where people sign in; takes `?next=` with a path. */
  signIn: string
  /** Where somebody who is signed in proves once more who they are; takes `?next=`. */
  proof: string
  /** Takes a POST that ends the session. */
  signOut: string
}
