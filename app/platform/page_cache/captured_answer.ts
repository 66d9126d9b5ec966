import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** An answer that is complete, and was not sent yet. */
export interface CapturedAnswer {
  status: number
  /** By name in lower case. */
  headers: ReadonlyMap<string, { name: string; value: string }>
  body: Buffer
}

/** What can be done with an answer that was held back: one of the two. */
export interface HeldAnswer {
  answer: CapturedAnswer
  /** Sends it as it was meant. */
  passOn: () => void
  /** Forgets it, so that something else can be sent. */
  takeOver: () => void
}

/** What a response does with what was captured. */
export interface AnswerCapture {
  /** Called once with the answer, instead of sending it. */
  captured: (held: HeldAnswer) => void
  /** Called once instead, when the answer goes out piece by piece, or when the visitor has gone before it was there. */
  passed: () => void
}

type End = ServerResponse['end']
type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[]

/**
 * Holds an answer back until it is complete. One that is written in pieces is let through as it comes.
 *
 * @param response - nothing of which was sent
 * @param capture - who is told
 */
export function captureAnswer(response: ServerResponse, { captured, passed }: AnswerCapture): void {
  const original = { writeHead: response.writeHead, write: response.write, end: response.end }
  let head: { status: number; headers: Headers | undefined } | null = null
  let isOver = false

  const restore = (): void => {
    isOver = true
    Object.assign(response, original)
    response.removeListener('close', gone)
  }
  const letThrough = (): void => {
    restore()
    if (head) response.writeHead(head.status, head.headers as OutgoingHttpHeaders)
    passed()
  }
  const gone = (): void => {
    if (!isOver) letThrough()
  }

  response.once('close', gone)
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const headers = (typeof rest[0] === 'string' ? rest[1] : rest[0]) as Headers | undefined
    head = { status, headers }
    return response
  }) as ServerResponse['writeHead']
  response.write = ((...chunk: Parameters<ServerResponse['write']>) => {
    letThrough()
    return response.write(...chunk)
  }) as ServerResponse['write']
  response.end = ((...end: unknown[]) => {
    const [chunk] = end
    if (typeof chunk === 'function' || typeof end[1] === 'function' || typeof end[2] === 'function') {
      letThrough()
      return (response.end as (...all: unknown[]) => ServerResponse)(...end)
    }
    const body =
      typeof chunk === 'string' ? Buffer.from(chunk, end[1] as BufferEncoding) : (chunk as Buffer | undefined)
    const headers = allHeaders(response, head?.headers)
    restore()
    captured({
      answer: { status: head?.status ?? response.statusCode, headers, body: body ?? Buffer.alloc(0) },
      passOn: () => {
        if (head) response.writeHead(head.status, head.headers as OutgoingHttpHeaders)
        ;(response.end as (...all: unknown[]) => ServerResponse)(...end)
      },
      takeOver: () => {
        for (const name of response.getHeaderNames()) response.removeHeader(name)
      },
    })
    return response
  }) as End
}

function allHeaders(response: ServerResponse, given: Headers = {}): Map<string, { name: string; value: string }> {
  const headers = new Map<string, { name: string; value: string }>()
  const set = (name: string, value: OutgoingHttpHeader | undefined): void => {
    if (value === undefined) return
    headers.set(name.toLowerCase(), { name, value: Array.isArray(value) ? value.join(', ') : String(value) })
  }
  for (const name of response.getHeaderNames()) set(name, response.getHeader(name))
  if (Array.isArray(given)) {
    for (let at = 0; at + 1 < given.length; at += 2) set(String(given[at]), given[at + 1])
  } else {
    for (const [name, value] of Object.entries(given)) set(name, value)
  }
  return headers
}
