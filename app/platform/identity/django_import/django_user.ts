import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { BadRow, idOf, validFields } from '../../django_import/bad_row.js'
import { DjangoHasher } from '../passwords/django_hasher.js'

const fields = vine.create({
  username: vine.string().minLength(1).maxLength(150),
  email: vine.string().maxLength(254).nullable().optional(),
  password: vine.string(),
  first_name: vine.string().maxLength(150).optional(),
  last_name: vine.string().maxLength(150).optional(),
  is_active: vine.boolean({ strict: true }),
  is_staff: vine.boolean({ strict: true }),
  is_superuser: vine.boolean({ strict: true }),
  date_joined: vine.string(),
  last_login: vine.string().nullable().optional(),
  bio: vine.string().nullable().optional(),
  search_visibility: vine.enum([0, 1] as const).optional(),
  email_privacy: vine.enum([0, 1, 2] as const).optional(),
  public_profile: vine.boolean({ strict: true }).optional(),
  groups: vine.array(vine.any()).optional(),
  user_permissions: vine.array(vine.any()).optional(),
})

/** As numbers there. */
const SEARCH_VISIBILITY = ['private', 'public'] as const
const EMAIL_PRIVACY = ['public', 'private', 'never'] as const

const hasher = new DjangoHasher()

/** A user of Django, as a row of ours. */
export interface ImportedUser {
  columns: {
    id: number
    username: string
    email: string
    password: string | null
    first_name: string
    last_name: string
    is_active: boolean
    is_staff: boolean
    is_superuser: boolean
    date_joined: Date
    last_login_at: Date | null
    bio: string
    search_visibility: (typeof SEARCH_VISIBILITY)[number]
    email_privacy: (typeof EMAIL_PRIVACY)[number]
    public_profile: boolean
    created_at: Date
  }
  /** Ids or natural keys. */
  groups: unknown[]
  permissions: unknown[]
  /** True when there is a password that nobody can check here. */
  lostPassword: boolean
}

/**
 * @param pk - of the row
 * @param given - its fields
 * @returns the account
 * @throws BadRow
 */
export async function toImportedUser(pk: unknown, given: unknown): Promise<ImportedUser> {
  const id = idOf(pk)
  const user = await validFields(fields, given)
  const joined = momentOf(user.date_joined, 'date_joined')
  const hasHash = hasher.isValidHash(user.password)
  return {
    columns: {
      id,
      username: user.username,
      email: user.email ?? '',
      password: hasHash ? user.password : null,
      first_name: user.first_name ?? '',
      last_name: user.last_name ?? '',
      is_active: user.is_active,
      is_staff: user.is_staff,
      is_superuser: user.is_superuser,
      date_joined: joined,
      last_login_at: user.last_login ? momentOf(user.last_login, 'last_login') : null,
      bio: user.bio ?? '',
      search_visibility: SEARCH_VISIBILITY[user.search_visibility ?? 1],
      email_privacy: EMAIL_PRIVACY[user.email_privacy ?? 2],
      public_profile: user.public_profile ?? true,
      created_at: joined,
    },
    groups: user.groups ?? [],
    permissions: user.user_permissions ?? [],
    lostPassword: !hasHash && !isUnusable(user.password),
  }
}

function momentOf(text: string, field: string): Date {
  const moment = DateTime.fromISO(text, { zone: 'utc' })
  if (!moment.isValid) throw new BadRow(`its ${field} is no time: ${text.slice(0, 40)}`)
  return moment.toJSDate()
}

/** Django's mark for an account without a password. */
function isUnusable(password: string): boolean {
  return password === '' || password.startsWith('!')
}
