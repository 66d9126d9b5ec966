/** How long a provider has for one answer, in milliseconds. */
const TIMEOUT_MS = 8_000

/** The largest answer that is read, in bytes; keys and profiles take a few thousand. */
const LARGEST = 512 * 1024

const WITHOUT_BODY = new Set([204, 205, 304])

/**
 * `fetch` for providers: within a time, up to a size, and never on to another address.
 *
 * @param address - what to ask
 * @param init - as of `fetch`
 * @returns the answer, read to its end
 * @throws Error when it takes too long, is too large, or cannot be reached
 */
export async function boundedFetch(address: string | URL, init: RequestInit = {}): Promise<Response> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS)
  const signal = init.signal ? AbortSignal.any([deadline, init.signal]) : deadline
  const answer = await fetch(address, { ...init, redirect: 'manual', signal })
  const body = await readBounded(answer)
  const headers = new Headers(answer.headers)
  // The body is read, and no longer as it was sent.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  const { status, statusText } = answer
  return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers })
}

async function readBounded(answer: Response): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength
    if (size > LARGEST) throw new Error(`The answer of ${new URL(answer.url).host} is larger than ${LARGEST} bytes.`)
    chunks.push(chunk)
  }
  return new Blob(chunks)
}
