import { defineAdminResource } from '@pydotorg/platform/admin'
import { Group } from '@pydotorg/platform/identity'
import { permissionsOf, saveGroup, type GroupChange } from '#services/people/change_group'
import { permissionLookup } from '#services/people/permission_lookup'

export default defineAdminResource({
  key: 'admin.groups',
  model: Group,
  title: 'Groups',
  singular: 'group',
  section: 'People',
  icon: 'lucide:user-round-cog',
  summary: 'People who share permissions. Superusers decide who may do what.',
  subject: 'group',
  permissions: 'admin.manage_people',
  sudo: true,
  rows: 'few',
  label: ({ name }) => name,
  allows: (verb, _group, user) => verb === 'view' || user.isSuperuser,
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'members', kind: 'computed', value: ({ $extras }) => Number($extras.members_count) },
      { name: 'createdAt', kind: 'datetime', label: 'Made', orderable: true },
    ],
    search: ['name'],
    order: 'name',
    load: (query) => query.withCount('members'),
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', required: true, maxLength: 150 },
          {
            kind: 'many',
            // Kept in a table of its own.
            name: 'permissions' as never,
            label: 'What its members may do',
            lookup: permissionLookup,
            read: ({ id }) => permissionsOf(id),
            readOnly: (_group, user) => !user.isSuperuser,
          },
        ],
      },
    ],
  },
  save: ({ ctx, row, input }) => {
    const { name, permissions = [] } = input as Partial<GroupChange>
    return saveGroup(ctx, row?.id ?? null, { name: name ?? '', permissions })
  },
})
