export type { BrokenEntry, ChainReport, SealedEntry } from './audit_chain.js'
export type {
  AuditAction,
  AuditEntry,
  AuditFilter,
  AuditPage,
  AuditPageRequest,
  AuditRecord,
  AuditSubject,
  AuditView,
} from './audit_entry.js'
export { AuditLog } from './audit_log.js'
export { auditOrigin, consoleOrigin } from './audit_origin.js'
export type { AuditActor, AuditOrigin } from './audit_origin.js'
export { changes } from './changes.js'
export type { AuditChanges } from './changes.js'
export type { AuditFields } from './plain_fields.js'
