import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may ask the storage. */
export interface Keys {
  accessKeyId: string
  secretAccessKey: string
}

/** What a request says of its own signature. */
interface Claim {
  scope: string
  at: string
  signedHeaders: string[]
  signature: string
  payload: string
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/**
 * Checks AWS Signature Version 4, in the Authorization header or in the query, as S3 does.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 *
 * @param request - as it arrived
 * @param body - its whole body
 * @param keys - the one pair that counts
 * @returns null when it is right, else the code of the error by which S3 answers
 */
export function signatureFault(request: IncomingMessage, body: Buffer, keys: Keys): string | null {
  const url = new URL(request.url ?? '/', 'http://storage')
  const claim = url.searchParams.has('X-Amz-Signature') ? claimOfQuery(url) : claimOfHeader(request)
  if (!claim) return 'AccessDenied'
  const [accessKey, date = '', region = '', service = '', end] = claim.scope.split('/')
  if (accessKey !== keys.accessKeyId || service !== 's3' || end !== 'aws4_request') return 'InvalidAccessKeyId'
  if (isLate(url, claim)) return 'AccessDenied'
  if (/^[0-9a-f]{64}$/.test(claim.payload) && claim.payload !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const text = [
    'AWS4-HMAC-SHA256',
    claim.at,
    `${date}/${region}/${service}/${end}`,
    sha256(canonicalRequest(request, url, claim)),
  ].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${keys.secretAccessKey}`, date), region), service), end)
  return hmac(key, text).toString('hex') === claim.signature ? null : 'SignatureDoesNotMatch'
}

function claimOfQuery({ searchParams }: URL): Claim {
  return {
    scope: searchParams.get('X-Amz-Credential') ?? '',
    at: searchParams.get('X-Amz-Date') ?? '',
    signedHeaders: (searchParams.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: searchParams.get('X-Amz-Signature') ?? '',
    payload: 'UNSIGNED-PAYLOAD',
  }
}

function claimOfHeader({ headers }: IncomingMessage): Claim | null {
  const parts = /^AWS4-HMAC-SHA256 Credential=(\S+?), ?SignedHeaders=(\S+?), ?Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? ''
  )
  if (!parts) return null
  const [, scope = '', signedHeaders = '', signature = ''] = parts
  const [at, payload] = [String(headers['x-amz-date']), String(headers['x-amz-content-sha256'])]
  return { scope, at, signedHeaders: signedHeaders.split(';'), signature, payload }
}

/** A signature in an address holds as long as the address says, one in a header a quarter of an hour. */
function isLate({ searchParams }: URL, { at }: Claim): boolean {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at) ?? []
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const seconds = Number(searchParams.get('X-Amz-Expires') ?? 900)
  return !(Date.now() < signed + seconds * 1000)
}

function canonicalRequest(request: IncomingMessage, url: URL, { signedHeaders, payload }: Claim): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')
  const headers = signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('')
  return [request.method, url.pathname, query, headers, signedHeaders.join(';'), payload].join('\n')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
