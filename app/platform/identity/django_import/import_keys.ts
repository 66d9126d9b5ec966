import type { AccessTokens } from '../access_tokens/access_tokens.js'
import type { AccessTokenKind } from '../models/access_token.js'
import type { DumpRow } from '../../django_import/read_dump.js'
import type { ImportReport } from '../../django_import/import_report.js'
import { accountsOf } from '../../django_import/references.js'

const BATCH = 1000

/** Tastypie's and Django REST framework's keys are 40 hexadecimal digits; whoever typed one by hand chose another length. */
const KEY = /^[\x21-\x7e]{16,128}$/

/** Keys of one kind. */
export interface KeyImport {
  kind: AccessTokenKind
  /** Finds the key in a row. */
  keyIn: (row: DumpRow) => unknown
}

/**
 * Keeps the hashes of keys of python.org's API, so that programs go on working.
 *
 * @param rows - of `tastypie.apikey` or `authtoken.token`
 * @param what - which
 * @param context - where they are kept, and who is told
 */
export async function importKeys(
  rows: readonly DumpRow[],
  { kind, keyIn }: KeyImport,
  { tokens, report }: { tokens: AccessTokens; report: ImportReport }
): Promise<void> {
  for (let first = 0; first < rows.length; first += BATCH) {
    const batch = rows.slice(first, first + BATCH)
    const accountOf = await accountsOf(batch.map(({ fields }) => fields.user))
    const good: { row: DumpRow; userId: number; text: string }[] = []
    for (const row of batch) {
      const userId = accountOf(row.fields.user)
      const text = keyIn(row)
      if (userId === null) report.complain(row, 'skipped', 'its account is not here')
      else if (typeof text !== 'string' || !KEY.test(text)) report.complain(row, 'skipped', 'its key is none')
      else good.push({ row, userId, text })
    }
    const outcomes = await tokens.keep(kind, good)
    for (const [index, { row }] of good.entries()) {
      if (outcomes[index] === 'taken') report.complain(row, 'skipped', 'its key belongs to something else here')
      else report.note(row, outcomes[index] === 'added' ? 'added' : 'unchanged')
    }
  }
}
