import db from '@adonisjs/lucid/services/db'

/** What must be different for every account. */
interface Unique {
  id: number
  username: string
  email: string
}

/** Three queries, so that each finds its index. */
const CLASHES = `
  select id, username, email from users where id = any(:ids::int[])
  union select id, username, email from users where lower(username) in (select lower(unnest(:names::text[])))
  union select id, username, email from users where lower(email) in (select lower(unnest(:emails::text[])))`

/** What accounts have already, as far as it could clash with a batch of new ones. */
export class Taken {
  readonly #byId = new Map<number, string>()
  readonly #idByName = new Map<string, number>()
  readonly #idByEmail = new Map<string, number>()

  /**
   * @param batch - accounts that are to be added
   * @returns what is taken of it
   */
  static async by(batch: readonly { columns: Unique }[]): Promise<Taken> {
    const all = batch.map(({ columns }) => columns)
    const { rows } = await db.rawQuery<{ rows: Unique[] }>(CLASHES, {
      ids: all.map(({ id }) => id),
      names: all.map(({ username }) => username),
      emails: all.map(({ email }) => email),
    })
    const taken = new Taken()
    for (const row of rows) taken.#note(row)
    return taken
  }

  /** @returns null for an account that can be added, `kept` for one that is here, else why it cannot be added */
  refusal({ id, username }: Unique): string | null {
    const holder = this.#byId.get(id)
    if (holder?.toLowerCase() === username.toLowerCase()) return 'kept'
    if (holder !== undefined) return `account ${id} is somebody else here, ${holder}`
    const other = this.#idByName.get(username.toLowerCase())
    return other === undefined ? null : `the name belongs to account ${other}, ${this.#byId.get(other)}`
  }

  /** Notes an account that is added with this batch. */
  add(account: Unique): void {
    this.#note({ ...account, email: this.emailFor(account) })
  }

  /** @returns its address; where that is somebody else's, or none, one that cannot exist (RFC 2606) */
  emailFor({ id, email }: Unique): string {
    const owner = this.#idByEmail.get(email.toLowerCase())
    return email === '' || (owner !== undefined && owner !== id) ? `user-${id}@address.invalid` : email
  }

  #note({ id, username, email }: Unique): void {
    this.#byId.set(id, username)
    this.#idByName.set(username.toLowerCase(), id)
    this.#idByEmail.set(email.toLowerCase(), id)
  }
}
