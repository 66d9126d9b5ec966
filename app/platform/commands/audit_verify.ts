import { flags } from '@adonisjs/core/ace'
import type { SealedEntry } from '../audit/audit_chain.js'
import type { AuditLog } from '../audit/audit_log.js'
import { AuditCommand, AuditCommandMistake } from './audit_command.js'

/** Tells whether somebody changed the audit log. */
export default class AuditVerify extends AuditCommand {
  static override commandName = 'audit:verify'
  static override description = 'Check that no entry of the audit log was changed or taken out'
  static override help = [
    'The answer ends with the last entry. Keep it outside the database, and hand it over next time, so that entries',
    'which were cut off at the end are missed too:',
    '  {{ binaryName }} audit:verify --known=1812:9f86d081…',
  ]

  @flags.string({ description: 'position:hash of the last entry, as an earlier run printed it' })
  declare known?: string

  protected override async work(audit: AuditLog): Promise<void> {
    const { checked, last, broken } = await audit.verify(readKnown(this.known))
    if (broken) {
      this.exitCode = 1
      const name = broken.id === null ? 'an entry' : `entry ${broken.id}`
      const place = broken.position === null ? '' : ` at position ${broken.position}`
      this.logger.error(`The audit log does not hold from ${name}${place} on: ${broken.reason}.`)
    }
    const entries = checked === 1 ? '1 entry holds' : `${checked} entries hold`
    this.logger.log(last ? `${entries}; the last is ${last.position}:${last.hash}` : entries)
  }
}

function readKnown(text?: string): SealedEntry | undefined {
  if (text === undefined) return undefined
  const [, position, hash] = /^([1-9]\d{0,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (position && hash) return { position: Number(position), hash }
  throw new AuditCommandMistake(`--known must be the position:hash that an earlier run printed, and not "${text}".`)
}
