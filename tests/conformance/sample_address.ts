import type { RouteJSON, RouteToken } from '@adonisjs/core/types/http'

/** Kinds of route tokens, as the router numbers them. */
const LITERAL = 0
const WILDCARD = 2
const OPTIONAL = 3

/** Tried in this order until one fits what the route accepts. */
const SAMPLES = [
  ...['1', 'sample', 'sample-1', '3.14', '1.xml', '2025', '2025-10-07', 'a@python.org', 'v1', 'SAMPLE'],
  'sitemap-1.xml',
  'csv',
  'main',
  'image',
  'message.signature.png',
  '0123456789abcdef0123456789abcdef01234567',
]

/**
 * @param route - a route, with or without parameters
 * @returns a path that it answers
 * @throws Error when no sample fits a parameter
 * @example
 * sampleAddress(route) // '/events/sample/1/' for /events/:calendar/:id
 */
export function sampleAddress({ pattern, tokens }: RouteJSON): string {
  const parts = tokens.map((token) => (token.type === LITERAL ? token.val : sampleFor(token, pattern)))
  const path = `/${parts.filter((part) => part !== '' && part !== '/').join('/')}`
  return path === '/' || (path.split('/').at(-1) ?? '').includes('.') ? path : `${path}/`
}

function sampleFor(token: RouteToken, pattern: string): string {
  if (token.type === OPTIONAL) return ''
  if (token.type === WILDCARD) return 'sample'
  const fits = SAMPLES.map((sample) => `${sample}${token.end}`).find((sample) => accepts(token, sample))
  if (fits) return fits
  throw new Error(
    `No sample fits :${token.val} of ${pattern}; add one to SAMPLES of tests/conformance/sample_address.ts.`
  )
}

function accepts({ matcher, end }: RouteToken, sample: string): boolean {
  return !matcher || matcher.test(end ? sample.slice(0, -end.length) : sample)
}
