import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { typeLabel, type MembershipType } from '#services/membership_types'

interface ExportedRow {
  id: number
  type: MembershipType
  username: string | null
  email: string
  votes: boolean
  affirmed: Date | null
}

const ROWS_IN_A_BATCH = 1000
const HEAD = ['membership_type', 'creator', 'email_address', 'votes', 'last_vote_affirmation']

/** A spreadsheet takes what begins so for a formula, and names and addresses are chosen by their owners. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * Every membership as CSV, in the columns and the notation of python.org's own export.
 *
 * @returns lines with their ends, the names of the columns first
 * @example
 * for await (const line of membershipCsv()) process.stdout.write(line)
 */
export async function* membershipCsv(): AsyncGenerator<string> {
  yield csvLine(HEAD)
  let last = 0
  for (;;) {
    const rows = await rowsAfter(last)
    for (const row of rows) yield csvLine(cellsOf(row))
    if (rows.length < ROWS_IN_A_BATCH) return
    last = rows.at(-1)!.id
  }
}

function rowsAfter(id: number): Promise<ExportedRow[]> {
  return db
    .from('memberships_memberships as memberships')
    .leftJoin('users', 'users.id', 'memberships.user_id')
    .select('memberships.id', 'type', 'users.username', 'memberships.email', 'votes')
    .select({ affirmed: 'last_vote_affirmation' })
    .where('memberships.id', '>', id)
    .orderBy('memberships.id')
    .limit(ROWS_IN_A_BATCH)
}

/** Python's notation of truth and time. */
function cellsOf({ type, username, email, votes, affirmed }: ExportedRow): string[] {
  const moment = affirmed && DateTime.fromJSDate(affirmed, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ssZZ')
  return [typeLabel(type), username ?? '', email, votes ? 'True' : 'False', moment ?? '']
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
