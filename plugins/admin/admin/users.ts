import db from '@adonisjs/lucid/services/db'
import { defineAdminResource, lookupOf } from '@pydotorg/platform/admin'
import { Group, User } from '@pydotorg/platform/identity'
import { changePerson, type PersonChange } from '#services/people/change_person'
import { permissionLookup } from '#services/people/permission_lookup'

/** What decides who may do what is a superuser's. */
const forSuperusers = (_row: User | null, viewer: User) => !viewer.isSuperuser

export default defineAdminResource({
  key: 'admin.users',
  model: User,
  title: 'Accounts',
  singular: 'account',
  section: 'People',
  icon: 'lucide:users',
  summary: 'People with an account. They sign up themselves; operators make accounts with user:create.',
  subject: 'user',
  permissions: { view: 'admin.manage_people', add: null, change: 'admin.manage_people', delete: null },
  sudo: true,
  rows: 'many',
  label: ({ username }) => username,
  list: {
    columns: [
      { name: 'username' },
      { name: 'fullName', label: 'Name' },
      { name: 'email', label: 'E-mail' },
      { name: 'isActive', kind: 'boolean', label: 'Active' },
      {
        name: 'standing',
        kind: 'badge',
        badge: ({ isStaff, isSuperuser }) => {
          if (isSuperuser) return { text: 'Superuser', tone: 'warning' }
          return isStaff ? { text: 'Staff', tone: 'info' } : null
        },
      },
      { name: 'dateJoined', kind: 'datetime', label: 'Joined', orderable: true },
    ],
    search: ['username', 'email'],
    filters: [
      {
        kind: 'custom',
        name: 'standing',
        label: 'Standing',
        choices: [
          { value: 'staff', label: 'Staff' },
          { value: 'superuser', label: 'Superusers' },
          { value: 'inactive', label: 'Not active' },
        ],
        apply: (query, value) => {
          if (value === 'inactive') query.where('isActive', false)
          else query.where(value === 'staff' ? 'isStaff' : 'isSuperuser', true)
        },
      },
    ],
    order: '-dateJoined',
    dates: 'dateJoined',
    // A list of all addresses is nothing to carry away.
    export: false,
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'username', readOnly: true, help: 'Its owner may change it.' },
          { kind: 'text', name: 'email', label: 'E-mail', readOnly: true, help: 'Its owner may change it, by a link.' },
          { kind: 'text', name: 'firstName', maxLength: 150 },
          { kind: 'text', name: 'lastName', maxLength: 150 },
          {
            kind: 'boolean',
            name: 'isActive',
            label: 'Active',
            help: 'Without it nobody signs in, by password or token.',
          },
        ],
      },
      {
        title: 'What they may do',
        help: 'Decided by superusers.',
        fields: [
          {
            kind: 'boolean',
            name: 'isStaff',
            label: 'Staff',
            help: 'May open these screens.',
            readOnly: forSuperusers,
          },
          {
            kind: 'boolean',
            name: 'isSuperuser',
            label: 'Superuser',
            help: 'May do everything.',
            readOnly: forSuperusers,
          },
          {
            kind: 'many',
            name: 'groups',
            lookup: lookupOf(Group, { search: ['name'] }),
            read: (user) => idsOf('group_members', 'group_id', user),
            readOnly: forSuperusers,
          },
          {
            kind: 'many',
            // Kept in a table of its own.
            name: 'permissions' as never,
            label: 'Permissions of their own',
            lookup: permissionLookup,
            read: (user) => idsOf('user_permissions', 'permission', user),
            readOnly: forSuperusers,
          },
        ],
      },
      {
        title: 'Known of them',
        fields: [
          { kind: 'datetime', name: 'dateJoined', label: 'Joined', readOnly: true },
          { kind: 'datetime', name: 'lastLoginAt', label: 'Signed in last', readOnly: true },
          { kind: 'datetime', name: 'emailVerifiedAt', label: 'Address confirmed', readOnly: true },
        ],
      },
    ],
  },
  save: ({ ctx, row, input }) => changePerson(ctx, row!.id, input as PersonChange),
})

async function idsOf(table: string, column: string, { id }: User): Promise<(string | number)[]> {
  const rows: Record<string, string | number>[] = await db.from(table).where('user_id', id).orderBy(column)
  return rows.map((row) => row[column]!)
}
