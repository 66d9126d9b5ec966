import { request, type IncomingHttpHeaders } from 'node:http'

/** An answer as it came, byte by byte. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** More of a request than its address. */
export interface Asking {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/**
 * Asks the site as a client without any library does: no header but Host, no redirect followed, nothing decoded.
 *
 * @param path - with the query
 * @param asking - method, headers, body
 */
export function ask(path: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> =
      body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const asked = request(
      {
        host: process.env.HOST,
        port: process.env.PORT,
        method,
        path,
        headers: { Host: 'python.test', ...length, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        })
      }
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

/** @returns what a JSON answer holds, whatever its shape */
// `any`: the wire's shapes are what the tests check.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function askJson(path: string, asking: Asking = {}): Promise<any> {
  return JSON.parse((await ask(path, asking)).body)
}

/** @returns names of the rows that a list of version 1 or 2 holds */
export async function namesAt(path: string): Promise<string[]> {
  const answer = await askJson(path)
  const rows: { name: string }[] = Array.isArray(answer) ? answer : answer.objects
  return rows.map(({ name }) => name)
}
