import { ask, type Answer } from './ask.js'

/**
 * Sends JSON with the credential of a sample account, by the scheme of the address's version.
 *
 * @param method - of the request
 * @param path - with the query
 * @param body - plain data, or the body as it is; undefined for none
 */
export function send(method: string, path: string, body?: unknown): Promise<Answer> {
  return sendAs('staff', { method, path, body })
}

/** As send, by another account; null for a guest. */
export function sendAs(
  account: string | null,
  {
    method,
    path,
    body,
    headers = {},
  }: { method: string; path: string; body?: unknown; headers?: Record<string, string> }
): Promise<Answer> {
  const raw = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined ? body : JSON.stringify(body)
  const credential: Record<string, string> = account === null ? {} : { Authorization: credentialOf(account, path) }
  return ask(path, { method, body: raw, headers: { 'Content-Type': 'application/json', ...credential, ...headers } })
}

function credentialOf(account: string, path: string): string {
  return path.startsWith('/api/v1/') ? `ApiKey ${account}:${account}-key` : `Token ${account}-key`
}

/** @returns the id at the end of an answer's `Location` */
export function newId({ headers }: Answer): number {
  return Number(headers.location?.split('/').filter(Boolean).at(-1))
}

export const URL_OF_FILE = 'https://www.python.org/ftp/python/3.14.0/python-3.14.0-arm64.exe'

/**
 * @param version - of the API, whose addresses the file names
 * @param differing - fields that are not as usual
 * @returns a file that is all right: for Windows, of Python 3.14.0
 */
export function newFile(version: 1 | 2, differing: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Windows installer (ARM64)',
    slug: '3140-Windows-installer-ARM64',
    os: `/api/v${version}/downloads/os/1/`,
    release: `/api/v${version}/downloads/release/712/`,
    url: URL_OF_FILE,
    ...differing,
  }
}
