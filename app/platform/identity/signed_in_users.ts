import { SessionLucidUserProvider } from '@adonisjs/auth/session'
import { symbols } from '@adonisjs/auth'
import { User } from './models/user.js'

/** The owner of a session, with groups and permissions, in one query: every page of who is signed in asks for them. */
export class SignedInUsers extends SessionLucidUserProvider<typeof User> {
  declare [symbols.PROVIDER_REAL_USER]: User

  constructor() {
    super({ model: async () => ({ default: User }) })
  }

  /**
   * @param id - as the session has it
   * @returns what the guard works with; null when the account is gone
   */
  override async findById(id: number): ReturnType<SessionLucidUserProvider<typeof User>['findById']> {
    const user = await User.findWithAccess(id)
    return user && this.createUserForGuard(user)
  }
}
