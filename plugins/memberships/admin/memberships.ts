import { defineAdminResource } from '@pydotorg/platform/admin'
import Membership from '#models/membership'
import { changeByStaff, type StaffChange } from '#services/change_by_staff'
import { MEMBERSHIP_TYPES, typeLabel } from '#services/membership_types'
import { isVoting } from '#services/vote_affirmation'

const types = MEMBERSHIP_TYPES.map((value) => ({ value, label: typeLabel(value) }))

export default defineAdminResource({
  key: 'memberships.memberships',
  model: Membership,
  title: 'Memberships',
  singular: 'membership',
  section: 'Community',
  icon: 'lucide:id-card',
  summary:
    'Of the Python Software Foundation. People join and leave by themselves; what they affirmed is theirs to say.',
  subject: 'membership',
  permissions: { view: 'memberships.manage', add: null, change: 'memberships.manage', delete: null },
  rows: 'many',
  label: ({ legalName }) => legalName,
  list: {
    columns: [
      { name: 'legalName' },
      { name: 'type', kind: 'computed', label: 'Level', value: ({ type }) => typeLabel(type) },
      { name: 'userId', kind: 'computed', label: 'Account', value: ({ user }) => user?.username ?? null },
      { name: 'email', label: 'E-mail' },
      { name: 'country' },
      { name: 'voting', kind: 'badge', label: 'Votes', badge: (one) => voteBadge(one) },
      { name: 'createdAt', kind: 'datetime', label: 'Joined', orderable: true },
    ],
    search: ['legalName', 'preferredName', 'email'],
    searchesWithoutIndex: 'Memberships are short rows, some ten thousand: the database looks through them in a blink.',
    filters: [
      { kind: 'choice', name: 'type', label: 'Level', choices: types },
      { kind: 'boolean', name: 'votes', label: 'Said that they vote' },
    ],
    order: '-createdAt',
    dates: 'createdAt',
    load: (query) => query.preload('user'),
    // Operators have memberships:export, which is noted in the audit log.
    export: false,
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'computed', name: 'account', label: 'Account', value: accountOf },
          { kind: 'choice', name: 'type', label: 'Level', required: true, choices: types },
          { kind: 'text', name: 'legalName', required: true, maxLength: 100 },
          { kind: 'text', name: 'preferredName', required: true, maxLength: 100 },
          { kind: 'text', name: 'email', label: 'E-mail', required: true, type: 'email', maxLength: 254 },
          { kind: 'text', name: 'city', maxLength: 100 },
          { kind: 'text', name: 'region', maxLength: 100 },
          { kind: 'text', name: 'country', maxLength: 100 },
          { kind: 'text', name: 'postalCode', maxLength: 20 },
        ],
      },
      {
        title: 'What they said',
        help: 'Theirs to change, on their own pages.',
        fields: [
          { kind: 'boolean', name: 'psfCodeOfConduct', label: 'Accepted the code of conduct', readOnly: true },
          { kind: 'boolean', name: 'psfAnnouncements', label: 'Wants announcements by mail', readOnly: true },
          { kind: 'boolean', name: 'votes', label: 'Will vote', readOnly: true },
          { kind: 'datetime', name: 'lastVoteAffirmation', label: 'Said so last', readOnly: true },
          { kind: 'datetime', name: 'createdAt', label: 'Joined', readOnly: true },
        ],
      },
    ],
  },
  save: ({ ctx, row, input }) => changeByStaff(ctx, row!.id, input as StaffChange),
})

function voteBadge(membership: Membership) {
  if (!membership.votes) return null
  if (isVoting(membership)) return { text: 'Affirmed', tone: 'success' as const }
  return { text: 'To be affirmed', tone: 'warning' as const }
}

async function accountOf(membership: Membership): Promise<string | null> {
  if (membership.userId === null) return null
  return (await membership.related('user').query().first())?.username ?? null
}
