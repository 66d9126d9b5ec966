import db from '@adonisjs/lucid/services/db'
import type { PersonalData } from '../../contributions/personal_data.js'
import type { User } from '../models/user.js'

type Rows = readonly Record<string, unknown>[]

/** Which columns of which table a person gets; those that are secrets, or ids of ours, are not among them. */
interface OwnTable {
  key: string
  title: string
  table: string
  columns: readonly string[]
  explanation: string
  /** Rows that stay, without saying whose they were. */
  kept?: true
}

/** Nobody has so many of anything here; it bounds what one request reads. */
const MOST_ROWS = 10_000

const TABLES: readonly OwnTable[] = [
  {
    key: 'identity.access_tokens',
    title: 'Access tokens',
    table: 'access_tokens',
    columns: ['kind', 'name', 'prefix', 'scopes', 'expires_at', 'last_used_at', 'created_at'],
    explanation: 'Access tokens and keys are deleted: programs that use them are refused at once.',
  },
  {
    key: 'identity.passkeys',
    title: 'Passkeys',
    table: 'passkeys',
    columns: ['name', 'transports', 'backed_up', 'last_used_at', 'created_at'],
    explanation: 'Passkeys are deleted here; your device keeps its half until you remove it there.',
  },
  {
    key: 'identity.trusted_devices',
    title: 'Trusted browsers',
    table: 'trusted_devices',
    columns: ['name', 'expires_at', 'last_used_at', 'created_at'],
    explanation: 'The list of browsers that you trust is deleted.',
  },
  {
    key: 'identity.linked_accounts',
    title: 'Linked accounts',
    table: 'linked_accounts',
    columns: ['provider', 'subject', 'email', 'last_used_at', 'created_at'],
    explanation: 'Links to accounts elsewhere are deleted; those accounts stay as they are.',
  },
  {
    key: 'identity.one_time_links',
    title: 'Links that were mailed',
    table: 'one_time_links',
    columns: ['purpose', 'email', 'expires_at', 'used_at', 'created_at'],
    explanation: 'The notes of links that were mailed to you are deleted, and the links are worth nothing.',
  },
  {
    key: 'identity.mails',
    title: 'Mails that were sent to you',
    table: 'mails',
    columns: ['subject', 'template', 'list', 'recipient', 'state', 'error', 'created_at', 'sent_at'],
    explanation: 'The log of mails to your account is deleted; the one that tells you so stays until it is too old.',
  },
  {
    key: 'media.images',
    title: 'Images that you uploaded',
    table: 'media_images',
    columns: ['name', 'content_type', 'width', 'height', 'byte_size', 'created_at'],
    explanation: 'Images that pages show stay, without saying who uploaded them; others are deleted.',
    kept: true,
  },
  {
    key: 'media.documents',
    title: 'Files that you uploaded',
    table: 'media_documents',
    columns: ['name', 'content_type', 'byte_size', 'created_at'],
    explanation: 'Files that pages offer stay, without saying who uploaded them; others are deleted.',
    kept: true,
  },
]

/** What identity itself keeps of people; the same form as what plugins contribute. */
export const IDENTITY_DATA: readonly PersonalData[] = [
  {
    key: 'identity.account',
    title: 'Account and profile',
    onDeletion: 'deleted',
    explanation: 'Your account is deleted with its profile, password, groups and permissions.',
    read: async () => ({ default: readAccount }),
  },
  {
    key: 'identity.second_factor',
    title: 'Second step at sign-in',
    onDeletion: 'deleted',
    explanation: 'The secret of your authenticator app and your recovery codes are deleted.',
    read: async () => ({ default: readSecondFactor }),
  },
  ...TABLES.map((own): PersonalData => ({
    ...{ key: own.key, title: own.title, onDeletion: own.kept ? 'kept' : 'deleted', explanation: own.explanation },
    read: async () => ({ default: (user) => ownRows(user, own) }),
  })),
  {
    key: 'identity.mail_wishes',
    title: 'Lists that you left, and why no bulk mail goes to you',
    onDeletion: 'kept',
    explanation:
      'Your address stays on the list of those that get no bulk mail: without it you might be written to again.',
    read: async () => ({ default: readMailWishes }),
  },
  {
    key: 'identity.audit_entries',
    title: 'What you changed',
    onDeletion: 'kept',
    explanation:
      'The audit log keeps what was done under your username, and from which address: it shows who did what on the site, and can only show that as long as nothing is taken out of it.',
    read: async () => ({ default: readAuditEntries }),
  },
]

async function readAccount(user: User): Promise<Record<string, unknown>> {
  const { password, ...account } = await db.from('users').where('id', user.id).firstOrFail()
  await user.loadAccess()
  const granted = await db.from('user_permissions').where('user_id', user.id).orderBy('permission').select('permission')
  const permissions = granted.map(({ permission }) => permission)
  return { ...account, has_password: password !== null, groups: user.groups, permissions }
}

async function readSecondFactor({ id }: User): Promise<Record<string, unknown>> {
  const [app] = await db.from('totp_secrets').where('user_id', id).select('confirmed_at', 'created_at')
  const codes = await db.from('recovery_codes').where('user_id', id).orderBy('id').select('used_at', 'created_at')
  return { authenticator_app: app ?? null, recovery_codes: codes }
}

async function readMailWishes({ email }: User): Promise<Record<string, unknown>> {
  const address = email.toLowerCase()
  const lists = await db.from('mail_unsubscriptions').where({ address }).orderBy('list').limit(MOST_ROWS)
  const suppression = await db.from('mail_suppressions').where({ address }).select('reason', 'created_at').first()
  return { left_lists: lists.map(({ list, way, created_at: at }) => ({ list, way, at })), suppression }
}

function ownRows({ id }: User, { table, columns, kept }: OwnTable): Promise<Rows> {
  return db
    .from(table)
    .where(kept ? 'creator_id' : 'user_id', id)
    .orderBy('id', 'desc')
    .limit(MOST_ROWS)
    .select([...columns])
}

function readAuditEntries({ id }: User): Promise<Rows> {
  const columns = ['at', 'action', 'subject_type', 'subject_id', 'subject_label', 'ip', 'user_agent', 'reason']
  return db
    .from('audit_entries')
    .where('actor_id', id)
    .orderBy('id', 'desc')
    .limit(MOST_ROWS)
    .select([...columns])
}
