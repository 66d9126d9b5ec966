import { createServer, request as send, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PageCache, type AnsweredRequest, type Handler, type PublicPageOptions } from '@pydotorg/platform/page_cache'

/** Where a cache stands in front of a handler, as in the site. */
export interface PageServer {
  cache: PageCache
  answered: AnsweredRequest[]
  /** Whether changes are heard of. */
  listening: { isOn: boolean }
  ask: (path: string, headers?: OutgoingHttpHeaders, method?: string) => Promise<Answer>
  close: () => Promise<void>
}

/** What a visitor got. */
export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
  text: string
}

/**
 * @param handler - answers what is not kept
 * @param options - size of the cache and what routes declare
 * @returns a server with a page cache in front
 */
export async function pageServer(
  handler: Handler,
  { bytes = 1_000_000, route = {} }: { bytes?: number; route?: PublicPageOptions | null } = {}
): Promise<PageServer> {
  const hosts = new Set(['site.test'])
  const listening = { isOn: true }
  const answered: AnsweredRequest[] = []
  const cache = new PageCache({
    bytes,
    hosts,
    isProxy: () => true,
    routeOf: () => route,
    isListening: () => listening.isOn,
    answered: (request) => answered.push(request),
  })
  cache.open()
  const server = createServer((request, response) => cache.handle(request, response, handler))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ cache, answered, listening },
    ask: (path, headers = {}, method = 'GET') =>
      ask(port, { path, method, headers: { host: 'site.test', ...headers } }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function ask(port: number, options: { path: string; method: string; headers: OutgoingHttpHeaders }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = send({ host: '127.0.0.1', port, agent: false, ...options }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        resolve({ status: answer.statusCode!, headers: answer.headers, body, text: body.toString() })
      })
    })
    asked.on('error', reject).end()
  })
}
