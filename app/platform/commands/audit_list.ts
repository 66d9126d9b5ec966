import { flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import type { AuditEntry, AuditPageRequest } from '../audit/audit_entry.js'
import type { AuditLog } from '../audit/audit_log.js'
import type { AuditFields } from '../audit/plain_fields.js'
import { AuditCommand, AuditCommandMistake } from './audit_command.js'

/** Shows who did what. */
export default class AuditList extends AuditCommand {
  static override commandName = 'audit:list'
  static override description = 'Show who did what, on what, from where; newest first'
  static override help = [
    'All that happened to one release:',
    '  {{ binaryName }} audit:list --subject=release:7',
    'What one person did to downloads:',
    '  {{ binaryName }} audit:list --actor=guido --action=downloads',
  ]

  @flags.string({ description: 'Id of an account, or name of an actor' })
  declare actor?: string

  @flags.string({ description: 'An action or its first parts, such as downloads or downloads.release' })
  declare action?: string

  @flags.string({ description: 'type or type:id' })
  declare subject?: string

  @flags.number({ description: 'At most so many entries, up to 100', default: 50 })
  declare limit: number

  @flags.number({ description: 'Only entries older than the one with this id' })
  declare before?: number

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  protected override async work(audit: AuditLog): Promise<void> {
    const { entries, next } = await audit.page(this.#request())
    if (this.json) {
      this.logger.log(JSON.stringify({ entries, next }, null, 2))
      return
    }
    if (entries.length === 0) return void this.logger.info('there is no such entry')
    const table = this.ui.table().head(['Id', 'When (UTC)', 'Who', 'From', 'Action', 'On', 'Before', 'After', 'Why'])
    for (const entry of entries) table.row(cells(entry))
    table.render()
    if (next !== null) this.logger.log(`older ones: --before=${next}`)
  }

  #request(): AuditPageRequest {
    const { action, limit, before, actor } = this
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
      throw new AuditCommandMistake(`--limit must be a whole number from 1 to 100, and not ${limit}.`)
    }
    const [, type, , id] = /^([^:]+)(:(.+))?$/.exec(this.subject ?? '') ?? []
    const subject = type ? { type, id } : undefined
    return { action, limit, before, subject, actor: actor && /^\d{1,9}$/.test(actor) ? Number(actor) : actor }
  }
}

function cells(entry: AuditEntry): string[] {
  const { subject, actor } = entry
  return [
    String(entry.id),
    DateTime.fromJSDate(entry.at, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss'),
    actor.id === null ? actor.name : `${actor.name} (${actor.id})`,
    entry.ip ?? '',
    entry.action,
    `${subject.type}:${subject.id} ${subject.label === subject.id ? '' : subject.label}`.trim(),
    inWords(entry.before),
    inWords(entry.after),
    entry.reason ?? '',
  ]
}

/** One line, so that the table stays one; `--json` has all of it. */
function inWords(fields: AuditFields | null): string {
  if (!fields) return ''
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
    .replace(/\s+/g, ' ')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
