import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { BadRowError, type MembershipRecord } from '#services/import/membership_record'

const TABLE = 'memberships_memberships'

/** What is to be done with a record. */
export type Verdict = 'create' | 'update' | 'unchanged' | 'keep'

/** A row of the table as the driver reads it. */
type StoredRow = Omit<MembershipRecord, 'created_at' | 'updated_at' | 'last_vote_affirmation'> & {
  created_at: Date
  updated_at: Date
  last_vote_affirmation: Date | null
}

/** What is here already of the memberships that a batch of records names. */
export class MembershipBatch {
  readonly #trx: TransactionClientContract
  readonly #byId: ReadonlyMap<number, MembershipRecord>
  readonly #byAccount: ReadonlyMap<number, MembershipRecord>

  private constructor(trx: TransactionClientContract, stored: MembershipRecord[]) {
    this.#trx = trx
    this.#byId = new Map(stored.map((row) => [row.id, row]))
    this.#byAccount = new Map(stored.flatMap((row) => (row.user_id === null ? [] : [[row.user_id, row] as const])))
  }

  /**
   * @param trx - the batch's transaction; nobody else writes memberships before it ends
   * @param records - the batch
   * @returns the batch, by one query
   */
  static async open(trx: TransactionClientContract, records: readonly MembershipRecord[]): Promise<MembershipBatch> {
    await trx.rawQuery(`lock table ${TABLE} in share row exclusive mode`)
    const ids = records.map(({ id }) => id)
    const accountIds = records.flatMap(({ user_id: account }) => account ?? [])
    const stored: StoredRow[] = await trx.from(TABLE).whereIn('id', ids).orWhereIn('user_id', accountIds)
    return new MembershipBatch(trx, stored.map(recordOf))
  }

  /**
   * @param record - one of the batch
   * @returns what is to be done with it
   * @throws BadRowError when it contradicts what is here
   */
  judge(record: MembershipRecord): Verdict {
    const { id, user_id: account } = record
    const here = this.#byId.get(id)
    const other = account === null ? undefined : this.#byAccount.get(account)
    if (other && other.id !== id) throw new BadRowError(`account ${account} has membership ${other.id} here already`)
    if (!here) return 'create'
    if (here.user_id !== null && here.user_id !== account) {
      throw new BadRowError(`membership ${id} belongs to account ${here.user_id} here, not to ${account ?? 'nobody'}`)
    }
    if (here.updated_at > record.updated_at) return 'keep'
    return isSame(here, record) ? 'unchanged' : 'update'
  }

  /** @param records - those to create or to update */
  async write(records: readonly MembershipRecord[]): Promise<void> {
    if (records.length === 0) return
    await this.#trx
      .insertQuery()
      .table(TABLE)
      .onConflict('id')
      .merge()
      .multiInsert([...records])
  }
}

function recordOf(row: StoredRow): MembershipRecord {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    last_vote_affirmation: row.last_vote_affirmation?.toISOString() ?? null,
  }
}

function isSame(here: MembershipRecord, record: MembershipRecord): boolean {
  return Object.entries(record).every(([column, value]) => here[column as keyof MembershipRecord] === value)
}
