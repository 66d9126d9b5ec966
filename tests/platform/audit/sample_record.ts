import type { AuditOrigin, AuditRecord } from '@pydotorg/platform/audit'

/** Somebody at a desk. */
export const GUIDO: AuditOrigin = {
  actor: { id: 100_001, name: 'guido' },
  ip: '192.0.2.7',
  requestId: 'request-0001',
  userAgent: 'Mozilla/5.0',
}

/**
 * @param given - what matters to a test
 * @returns a whole record
 */
export function sampleRecord(given: Partial<AuditRecord> = {}): AuditRecord {
  return { by: GUIDO, action: 'downloads.release.update', subject: { type: 'release', id: 7 }, ...given }
}
