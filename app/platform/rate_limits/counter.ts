/** What one request more comes to. */
export interface Hit {
  isAllowed: boolean
  /** Requests that are left in this window. */
  remaining: number
  /** Seconds until the window ends, 1 or more. */
  resetIn: number
}

/** Counts requests in windows of one length. The window of a key begins with its first request. */
export interface Counter {
  /** Length of the windows, in seconds. */
  readonly window: number
  /**
   * @param key - for whom and what
   * @param limit - requests that are allowed in a window
   * @throws whatever the store throws that the counter keeps its figures in
   */
  hit(key: string, limit: number): Promise<Hit>
}
