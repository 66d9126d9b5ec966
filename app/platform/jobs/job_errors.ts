/** An attempt took longer than the job allows. */
export class JobTimeout extends Error {
  override name = 'JobTimeout'

  /**
   * @param job - its name
   * @param ms - how long it may take
   */
  constructor(job: string, ms: number) {
    super(`${job} was not done after ${ms} ms`)
  }
}

/** The process ends before the job is done; it runs again elsewhere, and the attempt does not count. */
export class JobInterrupted extends Error {
  override name = 'JobInterrupted'

  /** @param job - its name */
  constructor(job: string) {
    super(`${job} was interrupted: the process ends`)
  }
}

/** The payload is none for the job as it is now. Trying again cannot help. */
export class JobPayloadRefused extends Error {
  override name = 'JobPayloadRefused'

  /**
   * @param job - its name
   * @param cause - what the validator says
   */
  constructor(job: string, cause: unknown) {
    const { messages } = cause as { messages?: unknown }
    super(`${job} does not take its payload: ${JSON.stringify(messages ?? String(cause))}`, { cause })
  }
}

/**
 * For a job to throw where trying again cannot help, e.g. because another site refuses what it was sent.
 *
 * @example
 * throw new JobAbandoned('there is no such address', { cause: error })
 */
export class JobAbandoned extends Error {
  override name = 'JobAbandoned'
}
