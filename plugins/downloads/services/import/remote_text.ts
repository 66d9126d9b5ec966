import { setTimeout as sleep } from 'node:timers/promises'
import { SourceError } from '#services/import/catalogue_source'

export interface RemoteOptions {
  /** For one whole answer, in milliseconds. */
  timeout?: number
  /** How often to ask before giving up. */
  attempts?: number
  /** Longest pause before the second question, in milliseconds; doubles each time. */
  firstPause?: number
  /** Largest answer, in bytes. */
  largest?: number
  signal?: AbortSignal
  /** Hears of each pause before the question is repeated. */
  onRetry?: (reason: string, milliseconds: number) => void
}

const DEFAULTS = { timeout: 60_000, attempts: 5, firstPause: 500, largest: 64 * 1024 * 1024 }

/** Longer waits than this are for the operator to decide on. */
const LONGEST_PAUSE = 120_000

const MOST_REDIRECTS = 5

const STOPPED = 'Stopped. Give the same command again to go on from here.'

/** The question may be repeated. */
class PassingError extends Error {
  constructor(
    message: string,
    /** Milliseconds that the server asked to wait. */
    readonly wait: number | null = null
  ) {
    super(message)
  }
}

/** Seconds, or a date. */
function askedPause(answer: Response): number | null {
  const value = answer.headers.get('retry-after')
  if (!value) return null
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(milliseconds) ? null : Math.max(milliseconds, 0)
}

/** The same server, or the same name over TLS. */
function isSameHost(from: URL, to: URL): boolean {
  if (from.host === to.host && from.protocol === to.protocol) return true
  return from.hostname === to.hostname && from.protocol === 'http:' && to.protocol === 'https:'
}

/** The innermost reason that Node gives, e.g. `ECONNREFUSED`. */
function causeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error))
}

/**
 * Gets texts from a server: within a time, up to a size, again when what went wrong may pass, and from no other server
 * than the one named. Private addresses are allowed: an operator types the address on the command line.
 */
export class RemoteText {
  readonly #options: RemoteOptions & typeof DEFAULTS

  constructor(options: RemoteOptions = {}) {
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
    this.#options = { ...DEFAULTS, ...given }
  }

  /**
   * @param url - where the text is
   * @returns the text
   * @throws SourceError with a sentence for operators
   */
  async get(url: URL): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#ask(url)
      } catch (error) {
        if (this.#options.signal?.aborted) throw new SourceError(STOPPED)
        if (!(error instanceof PassingError)) throw error
        await this.#pause(error, attempt)
      }
    }
  }

  async #pause(error: PassingError, attempt: number): Promise<void> {
    const { attempts, firstPause, signal, onRetry } = this.#options
    if (attempt >= attempts) throw new SourceError(`${error.message} Asked ${attempts} times.`)
    if (error.wait !== null && error.wait > LONGEST_PAUSE) {
      throw new SourceError(`${error.message} It asks to wait ${Math.ceil(error.wait / 60_000)} minutes: go on then.`)
    }
    // Full jitter, so that importers that failed together do not come back together.
    const pause = error.wait ?? Math.random() * firstPause * 2 ** (attempt - 1)
    onRetry?.(error.message, pause)
    await sleep(pause, undefined, { signal }).catch(() => {
      throw new SourceError(STOPPED)
    })
  }

  async #ask(url: URL): Promise<string> {
    const { timeout, signal } = this.#options
    const deadline = AbortSignal.timeout(timeout)
    try {
      const answer = await this.#follow(url, signal ? AbortSignal.any([deadline, signal]) : deadline)
      return await this.#textOf(answer, url)
    } catch (error) {
      if (error instanceof SourceError || error instanceof PassingError) throw error
      if (deadline.aborted) throw new PassingError(`${url.href} did not answer within ${timeout / 1000} seconds.`)
      throw new PassingError(`${url.href} cannot be read: ${causeOf(error)}.`)
    }
  }

  async #follow(start: URL, signal: AbortSignal): Promise<Response> {
    let url = start
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const headers = { 'accept': 'application/json', 'user-agent': 'pydotorg-downloads-import' }
      const answer = await fetch(url, { redirect: 'manual', headers, signal })
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || !location) return answer
      await answer.body?.cancel()
      const next = new URL(location, url)
      if (!isSameHost(url, next)) {
        throw new SourceError(`${url.href} sends on to another host, ${next.href}: import from there if you trust it.`)
      }
      url = next
    }
    throw new SourceError(`${start.href} sends on again and again.`)
  }

  async #textOf(answer: Response, url: URL): Promise<string> {
    const { status } = answer
    if (status === 429) throw new PassingError(`${url.href} answers fewer questions a day (429).`, askedPause(answer))
    if (status >= 500) throw new PassingError(`${url.href} fails at the moment (${status}).`, askedPause(answer))
    if (status === 404) {
      throw new SourceError(`There is no ${url.href} (404). Is this the address of a site with python.org’s API?`)
    }
    if (status !== 200) throw new SourceError(`${url.href} refuses (${status}).`)
    const type = answer.headers.get('content-type') ?? 'nothing said'
    if (!/\bjson\b/.test(type)) {
      throw new SourceError(`${url.href} does not answer with JSON (${type}). Is this a site with python.org’s API?`)
    }
    return this.#bounded(answer, url)
  }

  async #bounded(answer: Response, url: URL): Promise<string> {
    const { largest } = this.#options
    const decoder = new TextDecoder()
    let size = 0
    let text = ''
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength
      if (size > largest) throw new SourceError(`${url.href} is larger than ${largest / 1024 / 1024} MB.`)
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  }
}
