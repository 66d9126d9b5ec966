import type { DjangoImporter } from '../../django_import/django_importer.js'
import type { ImportReport } from '../../django_import/import_report.js'
import type { DumpRow } from '../../django_import/read_dump.js'
import type { AccessTokens } from '../access_tokens/access_tokens.js'
import { EmailAddresses } from './email_addresses.js'
import { importGroups } from './import_groups.js'
import { importKeys } from './import_keys.js'
import { importUsers } from './import_users.js'

const MODELS = ['auth.group', 'users.user', 'account.emailaddress', 'tastypie.apikey', 'authtoken.token'] as const

/**
 * Takes the accounts of python.org in: ids and passwords are kept, keys of its API go on working. An account that is
 * here already stays as it is, since its owner may have changed something here.
 *
 * @param tokens - where keys are kept
 * @returns the importer
 * @example
 * const accounts = accountImporter(await app.container.make(AccessTokens))
 */
export function accountImporter(tokens: AccessTokens): DjangoImporter {
  return { models: MODELS, take: (rows, report) => takeAccounts(rows, { tokens, report }) }
}

async function takeAccounts(
  rows: readonly DumpRow[],
  context: { tokens: AccessTokens; report: ImportReport }
): Promise<void> {
  const { report } = context
  const of = (model: (typeof MODELS)[number]) => rows.filter((row) => row.model === model)
  const addresses = new EmailAddresses(of('account.emailaddress'))

  const groupOf = await importGroups(of('auth.group'), report)
  const users = await importUsers(of('users.user'), { addresses, groupOf, report })
  await importKeys(of('tastypie.apikey'), { kind: 'api_v1', keyIn: ({ fields }) => fields.key }, context)
  await importKeys(of('authtoken.token'), { kind: 'api_v2', keyIn: tokenIn }, context)

  const further = addresses.leftOut(users).length
  if (further > 0) report.notices.push(`An account has one address here: ${further} further ones were left out.`)
}

/** The key is the primary key, unless the dump was made with `--natural-primary`. */
function tokenIn({ pk, fields }: DumpRow): unknown {
  return pk ?? fields.key
}
