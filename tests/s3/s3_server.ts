import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { signatureFault, type Keys } from './signature.js'

interface StoredObject {
  body: Buffer
  type: string
  at: Date
}

/** How many objects one list has, so that lists of more are asked for page by page. */
const PAGE = 3

/**
 * A storage that speaks as much of S3 as the site uses, on loopback and in memory: one bucket, by path; objects are put,
 * read, looked at, listed and deleted. Whoever does not sign rightly is refused. Written from Amazon's API reference.
 *
 * @example
 * const storage = await S3Server.start({ bucket: 'uploads', keys })
 * cleanup(() => storage.stop())
 */
export class S3Server {
  /** By key. */
  readonly objects = new Map<string, StoredObject>()
  readonly #bucket: string
  readonly #keys: Keys
  readonly #server: Server

  private constructor({ bucket, keys }: { bucket: string; keys: Keys }) {
    this.#bucket = bucket
    this.#keys = keys
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => fail(response, 500, String(error)))
    })
  }

  static async start(options: { bucket: string; keys: Keys }): Promise<S3Server> {
    const storage = new S3Server(options)
    storage.#server.listen(0, '127.0.0.1')
    await once(storage.#server, 'listening')
    return storage
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const fault = signatureFault(request, body, this.#keys)
    if (fault) return fail(response, 403, fault)
    const url = new URL(request.url ?? '/', this.url)
    const [, bucket, ...rest] = url.pathname.split('/')
    if (bucket !== this.#bucket) return fail(response, 404, 'NoSuchBucket')
    const key = decodeURIComponent(rest.join('/'))
    if (key === '' && request.method === 'GET') return this.#list(url.searchParams, response)
    if (key === '' && request.method === 'POST') return this.#deleteMany(body, response)
    return this.#object(key, { method: request.method ?? '', type: request.headers['content-type'], body }, response)
  }

  #object(
    key: string,
    { method, type, body }: { method: string; type?: string; body: Buffer },
    response: ServerResponse
  ): void {
    if (method === 'PUT') this.objects.set(key, { body, type: type ?? 'binary/octet-stream', at: new Date() })
    if (method === 'DELETE') return void (this.objects.delete(key), response.writeHead(204).end())
    const found = this.objects.get(key)
    if (!found) return fail(response, 404, 'NoSuchKey')
    response.setHeader('ETag', `"${createHash('md5').update(found.body).digest('hex')}"`)
    if (method === 'PUT') return void response.writeHead(200).end()
    response.writeHead(200, {
      'Content-Length': found.body.byteLength,
      'Content-Type': found.type,
      'Last-Modified': found.at.toUTCString(),
    })
    response.end(method === 'HEAD' ? undefined : found.body)
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html, without delimiters. */
  #list(query: URLSearchParams, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? ''
    const after = query.get('continuation-token') ?? ''
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
    const page = keys.slice(0, PAGE)
    const more = keys.length > PAGE
    const contents = page.map((key) => {
      const { body, at } = this.objects.get(key)!
      return `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${body.byteLength}</Size></Contents>`
    })
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    send(response, `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`)
  }

  #deleteMany(body: Buffer, response: ServerResponse): void {
    for (const [, key = ''] of body.toString().matchAll(/<Key>([^<]+)<\/Key>/g)) this.objects.delete(key)
    send(response, '<DeleteResult></DeleteResult>')
  }
}

function send(response: ServerResponse, xml: string): void {
  response.writeHead(200, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)
}
