import { consoleOrigin } from '../audit/audit_origin.js'
import type { ChangeAuthor } from '../features/feature_store.js'
import { operatorName } from './operator_name.js'

/** @returns whoever runs a command, for the history of features and for the audit log */
export function consoleAuthor(): Pick<ChangeAuthor, 'who' | 'origin'> {
  return { who: operatorName(), origin: consoleOrigin() }
}
