import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export type Collection = 'os' | 'release' | 'release_file'

const COLLECTIONS: readonly Collection[] = ['os', 'release', 'release_file']

/** Answers as Django REST framework does: compact JSON, whole lists. */
export function json(value: unknown): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
}

/** Says how much is coming, sends half of it, and cuts the connection. */
export function cutInTheMiddle(value: unknown): Answer {
  return (_request, response) => {
    const body = Buffer.from(JSON.stringify(value))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => response.destroy())
  }
}

/** An HTTP server on loopback that speaks the wire format of python.org's API v2. */
export class WireServer {
  /** Paths in the order in which they were asked for. */
  readonly asked: string[] = []
  readonly #answers = new Map<string, Answer[]>()
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? ''
      this.asked.push(path)
      const answers = this.#answers.get(path) ?? []
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      if (answer) return answer(request, response)
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>')
    })
  }

  static async start(): Promise<WireServer> {
    const server = new WireServer()
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  /** Several answers are given one after the other; the last one stays. */
  on(path: string, ...answers: Answer[]): this {
    this.#answers.set(path, answers)
    return this
  }

  /** Serves these rows; collections that are not named are empty lists. */
  serve(rows: Partial<Record<Collection, readonly unknown[]>>): this {
    for (const collection of COLLECTIONS) this.on(collectionPath(collection), json(rows[collection] ?? []))
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

export function collectionPath(collection: Collection): string {
  return `/api/v2/downloads/${collection}/`
}

function link(collection: Collection, id: number): string {
  return `https://www.python.org/api/v2/downloads/${collection}/${id}/`
}

export const osRows = [
  { name: 'Windows', slug: 'windows', resource_uri: link('os', 1) },
  { name: 'macOS', slug: 'macos', resource_uri: link('os', 2) },
  { name: 'Source release', slug: 'source', resource_uri: link('os', 3) },
]

/** A release as the API gives it: `wireRelease(1001, '3.14.0', { is_latest: true })`. */
export function wireRelease(id: number, version: string, differing: object = {}): Record<string, unknown> {
  return {
    name: `Python ${version}`,
    slug: `python-${version.replaceAll('.', '')}`,
    version: 3,
    is_published: true,
    is_latest: false,
    release_date: '2025-10-07T12:30:00Z',
    pre_release: false,
    release_page: null,
    release_notes_url: `https://docs.python.org/release/${version}/whatsnew/changelog.html`,
    show_on_download_page: true,
    resource_uri: link('release', id),
    ...differing,
  }
}

/** A file as the API gives it; its address comes from its id. */
export function wireFile(id: number, release: number, differing: object = {}): Record<string, unknown> {
  return {
    name: `Archive ${id}`,
    slug: `file-${id}`,
    os: link('os', 3),
    release: link('release', release),
    description: '',
    is_source: true,
    url: `https://www.python.org/ftp/python/file-${id}.tgz`,
    gpg_signature_file: '',
    md5_sum: 'd41d8cd98f00b204e9800998ecf8427e',
    sha256_sum: '',
    filesize: 1000 + id,
    download_button: false,
    resource_uri: link('release_file', id),
    sigstore_signature_file: '',
    sigstore_cert_file: '',
    sigstore_bundle_file: '',
    sbom_spdx2_file: '',
    ...differing,
  }
}
