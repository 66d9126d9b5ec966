import type pg from 'pg'

/** What a part of the site does with announcements of the database. At least one of `heard` and `read` is there. */
export interface AnnouncedChannel {
  /** As `pg_notify()` and `listen` call it; an identifier in lower case. */
  name: string
  /** Called with the text of each announcement. */
  heard?: (payload: string) => void
  /**
   * Reads what the channel is about: when listening begins, at each announcement and now and then without one.
   * Announcements that come while it reads lead to one more reading, not to one each. Rejecting ends the connection,
   * and a new one is tried.
   *
   * @param client - the connection that listens
   * @returns puts in force what was read; not called when the connection was lost meanwhile
   */
  read?: (client: pg.Client) => Promise<() => void>
  /** Called whenever listening begins, the first time too: what was announced before was not heard. */
  begins?: () => void
  /** Called when the connection is back after a loss: announcements may have been missed. */
  mayHaveMissed?: () => void
}
