/**
 * One server that processes share, as the guard before it asks it. Whatever it is told under a prefix of its own. Every
 * method may reject, and none has to come back in time.
 */
export interface ServerDriver {
  /** @returns what is kept; undefined when there is nothing, or no longer */
  get(key: string): Promise<string | undefined>
  /**
   * @param ttl - milliseconds that it is kept; for ever without
   * @returns false when the server does not take it, e.g. because it is too big; then nothing is kept under the key
   */
  set(key: string, value: string, ttl?: number): Promise<boolean>
  /** @returns true when there was something */
  delete(key: string): Promise<boolean>
  deleteMany(keys: string[]): Promise<boolean>
  /** Forgets everything under its prefix, and nothing else. */
  clear(): Promise<void>
  /** Ends its connections. */
  disconnect(): Promise<void>
}
