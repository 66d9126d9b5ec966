import type { User } from '@pydotorg/platform/identity'

/**
 * @param user - whose data its owner, or a program in their name, asks for; with groups read
 * @returns the account as the API writes it
 */
export function accountTransformer(user: User): Record<string, unknown> {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    email_verified: user.emailVerifiedAt !== null,
    first_name: user.firstName,
    last_name: user.lastName,
    bio: user.bio,
    search_visibility: user.searchVisibility,
    email_privacy: user.emailPrivacy,
    public_profile: user.publicProfile,
    is_staff: user.isStaff,
    is_superuser: user.isSuperuser,
    groups: user.groups,
    date_joined: user.dateJoined.toUTC().toISO(),
    last_login_at: user.lastLoginAt?.toUTC().toISO() ?? null,
  }
}
