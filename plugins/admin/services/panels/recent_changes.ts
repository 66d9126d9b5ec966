import app from '@adonisjs/core/services/app'
import { AdminDirectory, type AdminResource } from '@pydotorg/platform/admin'
import { AuditLog, type AuditEntry } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'

/** A line of what changed. */
interface RecentChange {
  /** Of the entry. */
  id: number
  at: Date
  who: string
  /** E.g. `publish`, or `password change` where that is a part of the thing. */
  what: string
  kind: string
  label: string
  /** To the history of the record; null for what has none. */
  history: string | null
  /** To the entry, for who may read the log. */
  entry: string
}

const SHOWN = 10

/**
 * Who may read the audit log sees the newest entries of all. Everybody else sees what they did themselves, and what anybody
 * did to the records that they look after, as those records' histories tell it too; of lists that are narrowed by person
 * (`scope`, `allows`) only their own doings, since the log does not know whose a record is.
 *
 * @param user - who comes in
 * @returns the newest changes; null when there are none
 */
export default async function recentChanges(user: User): Promise<{ changes: RecentChange[]; isAll: boolean } | null> {
  const directory = await app.container.make(AdminDirectory)
  const resources = await directory.resourcesFor(user)
  const isAll = user.can('platform.read_audit')
  const entries = isAll ? await newest() : await newestSeenBy(user, resources)
  if (entries.length === 0) return null
  const gone = deletedAmong(entries)
  const changes = entries.map((entry) => {
    const resource = resources.find(({ subject }) => subject === entry.subject.type)
    const isThere = resource && /^[1-9]\d*$/.test(entry.subject.id) && !gone.has(nameOf(entry))
    const history = isThere ? `${directory.address(resource, entry.subject.id)}history/` : null
    return { ...toChange(entry, resource), history }
  })
  return { changes, isAll }
}

async function newest(): Promise<AuditEntry[]> {
  return (await (await app.container.make(AuditLog)).page({ limit: SHOWN })).entries
}

async function newestSeenBy(user: User, resources: readonly AdminResource[]): Promise<AuditEntry[]> {
  const types = resources.filter(({ scope, allows }) => !scope && !allows).map(({ subject }) => subject)
  return (await app.container.make(AuditLog)).seenBy({ actor: user.id, types, limit: SHOWN })
}

/** What was deleted after one of these entries has that among them, so no table needs to be asked. */
function deletedAmong(entries: readonly AuditEntry[]): Set<string> {
  return new Set(entries.filter(({ before, after }) => before && !after).map(nameOf))
}

function nameOf({ subject }: AuditEntry): string {
  return `${subject.type} ${subject.id}`
}

function toChange({ id, at, actor, action, subject }: AuditEntry, resource?: AdminResource) {
  return {
    ...{ id, at, who: actor.name, what: wordsOf(action, subject.type), label: subject.label || subject.id },
    kind: resource?.singular ?? subject.type.replaceAll('_', ' '),
    entry: `/admin/audit/${id}/`,
  }
}

/** `stories.story.publish` of a story is to publish it; `accounts.email.update` of an account is to update its email. */
function wordsOf(action: string, type: string): string {
  const [, noun = '', verb = ''] = action.split('.')
  return (type.endsWith(noun) ? verb : `${noun} ${verb}`).replaceAll('_', ' ')
}
