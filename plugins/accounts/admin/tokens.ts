import { defineAdminResource } from '@pydotorg/platform/admin'
import { AccessToken } from '@pydotorg/platform/identity'
import { DateTime } from 'luxon'
import { revokeForOwner } from '#services/revoke_for_owner'

const KINDS = { bearer: 'Personal token', api_v1: 'Key of API version 1', api_v2: 'Key of API version 2' } as const
const kinds = Object.entries(KINDS).map(([value, label]) => ({ value, label }))

export default defineAdminResource({
  key: 'accounts.tokens',
  model: AccessToken,
  title: 'Access tokens',
  singular: 'access token',
  section: 'People',
  icon: 'lucide:key-round',
  summary: 'By which programs speak for people. Their owners make them; their texts are known to nobody else.',
  subject: 'access_token',
  permissions: { view: 'accounts.manage_tokens', add: null, change: null, delete: null },
  rows: 'few',
  label: ({ name }) => name,
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'userId', kind: 'computed', label: 'Owner', value: ({ user }) => user.username },
      { name: 'kind', kind: 'computed', value: ({ kind }) => KINDS[kind] },
      { name: 'prefix', label: 'Begins with' },
      { name: 'expiresAt', kind: 'badge', label: 'Until', badge: lifeOf, orderable: true },
      { name: 'lastUsedAt', kind: 'datetime', label: 'Used last', orderable: true },
      { name: 'createdAt', kind: 'datetime', label: 'Made', orderable: true },
    ],
    search: ['name', 'prefix'],
    filters: [
      { kind: 'choice', name: 'kind', choices: kinds },
      {
        kind: 'custom',
        name: 'life',
        label: 'Good',
        choices: [
          { value: 'now', label: 'Still' },
          { value: 'over', label: 'No more' },
        ],
        apply: (query, value) => {
          const now = DateTime.utc().toISO()
          if (value === 'over') query.where('expiresAt', '<=', now)
          else query.where((either) => void either.whereNull('expiresAt').orWhere('expiresAt', '>', now))
        },
      },
    ],
    order: '-createdAt',
    load: (query) => query.preload('user'),
    // Who speaks for whom is nothing to carry away.
    export: false,
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', readOnly: true },
          { kind: 'computed', name: 'owner', label: 'Owner', value: ownerOf },
          { kind: 'choice', name: 'kind', choices: kinds, readOnly: true },
          { kind: 'text', name: 'prefix', label: 'Begins with', readOnly: true },
          { kind: 'lines', name: 'scopes', label: 'Good for', readOnly: true },
          { kind: 'datetime', name: 'createdAt', label: 'Made', readOnly: true },
          { kind: 'datetime', name: 'expiresAt', label: 'Until', readOnly: true },
          { kind: 'datetime', name: 'lastUsedAt', label: 'Used last', readOnly: true },
        ],
      },
    ],
  },
  actions: [
    {
      name: 'revoke',
      label: 'Revoke',
      on: 'both',
      permission: 'accounts.manage_tokens',
      sudo: true,
      isDangerous: true,
      confirm: 'Programs that have it are refused at once, for good. Its owner gets a mail with the reason.',
      fields: [
        {
          kind: 'textarea',
          name: 'reason',
          required: true,
          rows: 3,
          maxLength: 1_000,
          help: 'Its owner reads it, and so does who reads the audit log.',
        },
      ],
      run: async ({ ctx, row, input }) => {
        await revokeForOwner(ctx, row.id, String(input.reason))
        return `${row.name} is worth nothing any more.`
      },
    },
  ],
})

function lifeOf({ expiresAt }: AccessToken) {
  if (!expiresAt) return { text: 'No end', tone: 'plain' as const }
  const isOver = expiresAt <= DateTime.utc()
  return { text: expiresAt.toUTC().toISODate()!, tone: isOver ? ('warning' as const) : ('plain' as const) }
}

async function ownerOf(token: AccessToken): Promise<string> {
  const owner = await token.related('user').query().firstOrFail()
  return `${owner.username} (${owner.email})`
}
