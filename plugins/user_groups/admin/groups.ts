import { defineAdminResource } from '@pydotorg/platform/admin'
import UserGroup from '#models/user_group'
import { GROUP_KINDS, kindTitle } from '#services/group_kinds'
import { saveGroup, type GroupDetails } from '#services/edit_group'
import { decideGroup, deleteGroup, type Decision } from '#services/moderate_group'
import { waitingGroups } from '#services/waiting_groups'

const kinds = GROUP_KINDS.map((value) => ({ value, label: kindTitle(value) }))

const SENTENCES: Readonly<Record<Decision, string>> = {
  approve: 'Everybody finds it on the list.',
  revoke: 'Nobody finds it on the list any more. It waits again.',
  trust: 'Search engines may follow its link.',
  distrust: 'Search engines are asked not to follow its link.',
}

export default defineAdminResource({
  key: 'user_groups.groups',
  model: UserGroup,
  title: 'User groups',
  singular: 'user group',
  section: 'Community',
  icon: 'lucide:users-round',
  summary: 'Approved groups are on the public list. Search engines may follow the links of those that are trusted.',
  subject: 'user_group',
  permissions: 'user_groups.moderate',
  rows: 'few',
  label: ({ name }) => name,
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'location', label: 'Place', orderable: true },
      { name: 'urlType', kind: 'computed', label: 'Kind', value: ({ urlType }) => kindTitle(urlType) },
      { name: 'url', kind: 'link', label: 'Address', href: ({ url }) => url },
      {
        name: 'approved',
        kind: 'badge',
        label: 'Stands',
        badge: ({ approved }) =>
          approved ? { text: 'Approved', tone: 'success' } : { text: 'Waits', tone: 'warning' },
      },
      { name: 'trusted', kind: 'boolean' },
      {
        name: 'creatorId',
        kind: 'computed',
        label: 'Proposed by',
        value: ({ creator }) => creator?.username ?? null,
      },
      { name: 'createdAt', kind: 'datetime', label: 'Proposed', orderable: true },
    ],
    search: ['name', 'location', 'url'],
    filters: [
      { kind: 'boolean', name: 'approved' },
      { kind: 'boolean', name: 'trusted' },
      { kind: 'choice', name: 'urlType', label: 'Kind', choices: kinds },
    ],
    order: '-createdAt',
    dates: 'createdAt',
    load: (query) => query.preload('creator'),
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', required: true },
          {
            kind: 'text',
            name: 'location',
            label: 'Place',
            help: 'Empty for a group that does not meet at one place.',
          },
          { kind: 'text', name: 'url', label: 'Address', required: true, type: 'url', maxLength: 500 },
          { kind: 'choice', name: 'urlType', label: 'Kind', required: true, choices: kinds, initial: 'meetup' },
          { kind: 'date', name: 'startDate', label: 'Since when it exists' },
          { kind: 'boolean', name: 'approved', label: 'On the public list', readOnly: true, on: 'edit' },
          { kind: 'boolean', name: 'trusted', readOnly: true, on: 'edit' },
        ],
      },
    ],
  },
  import: { key: 'url' },
  actions: [
    decision('approve', 'Approve', { applies: ({ approved }) => !approved, said: 'is on the list' }),
    decision('revoke', 'Take off the list', { applies: ({ approved }) => approved, said: 'is off the list' }),
    decision('trust', 'Trust', { applies: ({ trusted }) => !trusted, said: 'is trusted' }),
    decision('distrust', 'Trust no more', { applies: ({ trusted }) => trusted, said: 'is no longer trusted' }),
  ],
  waiting: [{ title: 'Proposed user groups', search: 'f_approved=no&order=createdAt', count: waitingGroups }],
  save: ({ ctx, row, input }) => saveGroup(ctx, row?.id ?? null, input as unknown as GroupDetails),
  remove: ({ ctx, row }) => deleteGroup(ctx, row.id),
})

function decision(
  name: Decision,
  label: string,
  { applies, said }: { applies: (group: UserGroup) => boolean; said: string }
) {
  return {
    ...{ name, label, applies, on: 'both' as const, confirm: SENTENCES[name] },
    run: async ({ ctx, row }: { ctx: Parameters<typeof decideGroup>[0]; row: UserGroup }) => {
      return `${(await decideGroup(ctx, row.id, name)).name} ${said}.`
    },
  }
}
