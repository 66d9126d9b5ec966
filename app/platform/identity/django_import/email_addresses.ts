import type { DumpRow } from '../../django_import/read_dump.js'
import { naturalName } from '../../django_import/references.js'

/** What `account.emailaddress` says of the addresses of users, and by whom each is confirmed. */
export class EmailAddresses {
  readonly #confirmed = new Set<string>()
  readonly #primary = new Map<number | string, string>()
  readonly #rows: readonly DumpRow[]

  /** @param rows - of that model */
  constructor(rows: readonly DumpRow[]) {
    this.#rows = rows
    for (const { fields } of rows) {
      const owner = ownerOf(fields.user)
      const { email, verified, primary } = fields
      if (owner === null || typeof email !== 'string') continue
      if (verified === true) this.#confirmed.add(keyOf(owner, email))
      if (primary === true) this.#primary.set(owner, email)
    }
  }

  /** @returns true when the person has shown that the address is theirs */
  isConfirmed({ id, username, email }: { id: number; username: string; email: string }): boolean {
    return [id, username].some((owner) => this.#confirmed.has(keyOf(owner, email)))
  }

  /** @returns the address that counts for a user who has none in the user's own row */
  primaryOf({ id, username }: { id: number; username: string }): string | undefined {
    return this.#primary.get(id) ?? this.#primary.get(username)
  }

  /**
   * @param users - with the addresses that they keep
   * @returns rows with an address that none of them has
   */
  leftOut(users: readonly { id: number; username: string; email: string }[]): DumpRow[] {
    const kept = new Set(users.flatMap(({ id, username, email }) => [keyOf(id, email), keyOf(username, email)]))
    return this.#rows.filter(({ fields }) => {
      const owner = ownerOf(fields.user)
      return owner === null || typeof fields.email !== 'string' || !kept.has(keyOf(owner, fields.email))
    })
  }
}

function ownerOf(reference: unknown): number | string | null {
  return naturalName(reference) ?? (typeof reference === 'number' ? reference : null)
}

function keyOf(owner: number | string, email: string): string {
  return JSON.stringify([owner, email.toLowerCase()])
}
