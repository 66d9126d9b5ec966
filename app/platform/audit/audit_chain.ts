import { createHash } from 'node:crypto'
import type { Database } from '@adonisjs/lucid/database'

/** A place in the chain, to be noted outside the database. */
export interface SealedEntry {
  position: number
  hash: string
}

/** An entry that does not hold. */
export interface BrokenEntry {
  /** Null when it is missing. */
  id: number | null
  /** In the chain; null when the entry never became part of it. */
  position: number | null
  /** A sentence for operators. */
  reason: string
}

/** What a walk along the chain found. */
export interface ChainReport {
  /** Entries that hold. */
  checked: number
  /** The last of them; note it outside the database. */
  last: SealedEntry | null
  broken: BrokenEntry | null
}

interface ChainRow {
  id: number
  position: number
  previous_hash: string
  hash: string
  text: string
}

/** What the trigger hashes (see the migration), written out once more: a database that lies would lie by its functions. */
const ENTRIES = `
  select id, chain_position as position, previous_hash, hash, jsonb_build_array(
    chain_position, previous_hash, id, to_char("at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    actor_id, actor, action, subject_type, subject_id, subject_label,
    host(ip), request_id, user_agent, before, after, reason
  )::text as text
  from audit_entries where chain_position > ? order by chain_position limit 1000`

const UNSEALED = 'select id from audit_entries where chain_position is null order by id limit 1'

/**
 * @param db - Lucid's database
 * @param known - the last entry of an earlier walk
 * @returns how many entries hold, the last of them, and the first one that does not
 */
export async function walkChain(db: Database, known?: SealedEntry): Promise<ChainReport> {
  const walk: ChainReport = { checked: 0, last: null, broken: null }
  for (;;) {
    const { rows } = await db.rawQuery<{ rows: ChainRow[] }>(ENTRIES, [walk.last?.position ?? 0])
    for (const row of rows) {
      const broken = flaw(row, walk.last, known)
      if (broken) return { ...walk, broken }
      walk.checked += 1
      walk.last = { position: row.position, hash: row.hash }
    }
    if (rows.length === 0) return { ...walk, broken: missingEnd(walk.last, known) ?? (await unsealed(db)) }
  }
}

function flaw(row: ChainRow, last: SealedEntry | null, known?: SealedEntry): BrokenEntry | null {
  const expected = (last?.position ?? 0) + 1
  const { id, position, hash } = row
  if (position !== expected) return { id: null, position: expected, reason: 'it was taken out' }
  if (createHash('sha256').update(row.text).digest('hex') !== hash) {
    return { id, position, reason: 'it is not what was written' }
  }
  if (row.previous_hash !== (last?.hash ?? '')) return { id, position, reason: 'it does not follow the one before' }
  const isKnown = known?.position === position
  return isKnown && known.hash !== hash ? { id, position, reason: 'it has another hash than was noted' } : null
}

function missingEnd(last: SealedEntry | null, known?: SealedEntry): BrokenEntry | null {
  const end = last?.position ?? 0
  if (!known || known.position <= end) return null
  return { id: null, position: end + 1, reason: `it was taken out, with all others up to ${known.position}` }
}

/** Only a trigger that was switched off leaves one: the chain is made when a transaction commits. */
async function unsealed(db: Database): Promise<BrokenEntry | null> {
  const { rows } = await db.rawQuery<{ rows: { id: number }[] }>(UNSEALED)
  return rows[0] ? { id: rows[0].id, position: null, reason: 'it was written past the chain' } : null
}
