import type { DateTime } from 'luxon'
import type { Site } from '../http/site.js'

/** A thing as schema.org describes it. */
export type JsonLd = Readonly<{ '@type': string | readonly string[] } & Record<string, unknown>>

/** A step on the way to a page. */
export interface Step {
  title: string
  /** The page itself has none. */
  href?: string
}

/**
 * Writes things as a block of data in HTML. Nothing in a text can end the block or begin a comment.
 *
 * @param things - one or more
 * @returns the element
 * @example
 * jsonLdScript([{ '@type': 'WebSite', 'name': 'a & b' }])
 * // '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{…,"name":"a \u0026 b"}]}</script>'
 */
export function jsonLdScript(things: readonly JsonLd[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': things }).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return `<script type="application/ld+json">${json}</script>`
}

/** @param site - this site */
export function websiteOf({ name, url, publisher }: Site): JsonLd[] {
  const organisation = { '@id': `${url}/#publisher` }
  return [
    {
      '@type': 'WebSite',
      '@id': `${url}/#website`,
      'url': `${url}/`,
      name,
      'inLanguage': 'en',
      'publisher': organisation,
    },
    { '@type': 'Organization', ...organisation, 'name': publisher.name, 'url': publisher.url },
  ]
}

/**
 * @param site - this site
 * @param trail - steps after the home page
 * @param address - of the page itself
 * @returns the way to a page
 */
export function breadcrumbsOf(site: Site, trail: readonly Step[], address: string): JsonLd {
  const steps = [{ title: 'Home', href: '/' }, ...trail]
  return {
    '@type': 'BreadcrumbList',
    'itemListElement': steps.map(({ title, href }, index) => ({
      '@type': 'ListItem',
      'position': index + 1,
      'name': title,
      'item': href ? site.address(href) : address,
    })),
  }
}

/** What a page is, for WebPage and Article. */
export interface PageFacts {
  type: 'website' | 'article'
  title: string
  description: string
  address: string
  image: string
  publishedAt?: DateTime
  modifiedAt?: DateTime
}

/**
 * @param site - this site
 * @param page - one of its pages
 * @returns the page
 */
export function pageOf({ url }: Site, page: PageFacts): JsonLd {
  const isArticle = page.type === 'article'
  return {
    '@type': isArticle ? 'Article' : 'WebPage',
    '@id': page.address,
    'url': page.address,
    [isArticle ? 'headline' : 'name']: page.title,
    'description': page.description,
    'inLanguage': 'en',
    'image': page.image,
    'isPartOf': { '@id': `${url}/#website` },
    'publisher': { '@id': `${url}/#publisher` },
    ...(page.publishedAt && { datePublished: page.publishedAt.toUTC().toISO() }),
    ...(page.modifiedAt && { dateModified: page.modifiedAt.toUTC().toISO() }),
  }
}
