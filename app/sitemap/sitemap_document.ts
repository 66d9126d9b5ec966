import type { SitemapEntry } from '@pydotorg/platform/contributions'

/** The format allows no more in one document. */
const MOST = 50_000

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
 * @param entries - public addresses; those after the 50,000th are left out
 * @param base - public address of the site
 * @returns a sitemap by https://www.sitemaps.org/protocol.html
 * @example
 * sitemapDocument([{ path: '/downloads/' }], 'https://www.example.org')
 */
export function sitemapDocument(entries: readonly SitemapEntry[], base: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries.slice(0, MOST).map((entry) => urlElement(entry, base)),
    '</urlset>',
    '',
  ].join('\n')
}
