import type { SitemapEntry } from '@pydotorg/platform/contributions'

/** The format allows no more in one document. */
export const MOST_ENTRIES = 50_000

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

function urlElement({ path, lastModified }: SitemapEntry, base: string): string {
  // A URL encodes what must be and leaves alone what is encoded already.
  const location = escapeXml(new URL(path, base).href)
  const changed = lastModified?.toUTC().toISO({ suppressMilliseconds: true })
  return `<url><loc>${location}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>`
}

/**
 * @param entries - public addresses, at most MOST_ENTRIES
 * @param base - public address of the site
 * @returns a sitemap by https://www.sitemaps.org/protocol.html
 * @example
 * sitemapDocument([{ path: '/downloads/' }], 'https://www.example.org')
 */
export function sitemapDocument(entries: readonly SitemapEntry[], base: string): string {
  return [
    HEAD,
    `<urlset xmlns="${NAMESPACE}">`,
    ...entries.map((entry) => urlElement(entry, base)),
    '</urlset>',
    '',
  ].join('\n')
}

/**
 * @param documents - how many sitemaps there are
 * @param base - public address of the site
 * @returns a list of them, `/sitemap-1.xml` and so on
 */
export function sitemapIndex(documents: number, base: string): string {
  const addresses = Array.from({ length: documents }, (_, index) => `${base}/sitemap-${index + 1}.xml`)
  return [
    HEAD,
    `<sitemapindex xmlns="${NAMESPACE}">`,
    ...addresses.map((address) => `<sitemap><loc>${escapeXml(address)}</loc></sitemap>`),
    '</sitemapindex>',
    '',
  ].join('\n')
}
