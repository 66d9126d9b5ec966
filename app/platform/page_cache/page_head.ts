import { STATUS_CODES, validateHeaderName, validateHeaderValue, type ServerResponse } from 'node:http'

/** With what Node keeps of a response and its types do not have; docs/adr/0018 tells why it is used. */
type NodeResponse = ServerResponse & {
  /** The head as it goes out; null until it is written. */
  _header?: string | null
  /** Milliseconds for which the connection waits for another request. */
  _keepAliveTimeout?: number
  /** True for the last request that a connection may bring. */
  maxRequestsOnConnectionReached?: boolean
}

/**
 * @param fields - of a header
 * @returns them as lines of the head of an answer
 * @throws TypeError for a name or a value that would end its line, or has characters that no header may have
 * @example
 * headLines([{ name: 'ETag', value: '"a"' }]) // 'ETag: "a"\r\n'
 */
export function headLines(fields: readonly { name: string; value: string }[]): string {
  return fields
    .map(({ name, value }) => {
      validateHeaderName(name)
      validateHeaderValue(name, value)
      return `${name}: ${value}\r\n`
    })
    .join('')
}

/**
 * Writes the head of an answer from lines that are ready. `writeHead` looks at every character of every field anew, a
 * quarter of what a page from memory costs; what it adds by itself is added here, too.
 *
 * @param response - nothing of which was sent
 * @param status - of it
 * @param lines - by `headLines`: all that the answer is to have but its date and the fields of the connection
 * @example
 * writeHeadLines(response, 200, headLines([{ name: 'Content-Length', value: '2' }]))
 * response.end('ok')
 */
export function writeHeadLines(response: ServerResponse, status: number, lines: string): void {
  if (!takesLines(response)) {
    response.writeHead(status, fieldsIn(lines))
    return
  }
  const node = response as NodeResponse
  const seconds = Math.floor((node._keepAliveTimeout ?? 0) / 1000)
  const waits = seconds > 0 ? `Keep-Alive: timeout=${seconds}\r\n` : ''
  response.statusCode = status
  node._header =
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}` +
    `Date: ${httpDate()}\r\nConnection: keep-alive\r\n${waits}\r\n`
}

/** False when the connection ends with this answer, when fields are set on it, and in a Node that works otherwise. */
function takesLines(response: ServerResponse): boolean {
  const { _header: head, maxRequestsOnConnectionReached: isLast } = response as NodeResponse
  return head === null && response.shouldKeepAlive && !isLast && response.getHeaderNames().length === 0
}

/** Names and values in turn, as `writeHead` takes them. */
function fieldsIn(lines: string): string[] {
  return lines
    .split('\r\n')
    .filter((line) => line !== '')
    .flatMap((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)])
}

let second = 0
let dateOfSecond = ''

/** Of this second, as RFC 9110 has it. */
function httpDate(): string {
  const now = Math.floor(Date.now() / 1000)
  if (now !== second) {
    second = now
    dateOfSecond = new Date(now * 1000).toUTCString()
  }
  return dateOfSecond
}
