import type { DateTime } from 'luxon'
import type { Site } from '../http/site.js'
import type { MediaImage } from '../media/models/media_image.js'
import { variantPath, WIDTHS } from '../media/variants/variants.js'
import { SOCIAL_SIZE } from './social_size.js'
import { breadcrumbsOf, jsonLdScript, pageOf, websiteOf, type JsonLd, type Step } from './json_ld.js'
import type { SocialImages } from './social_images.js'

/** What a page may say of itself to search engines and to sites that show links. */
export interface PageMeta {
  /** `article` for a text of its own, such as a story; `website` without it. */
  type?: 'website' | 'article'
  /** Shown beside links instead of the drawn picture. */
  image?: MediaImage | null
  /** Things that the page is about, as schema.org describes them. */
  jsonLd?: JsonLd | readonly JsonLd[]
  publishedAt?: DateTime
  modifiedAt?: DateTime
}

/** A page, as its layout knows it. */
export interface HeadedPage {
  title: string
  description?: string | null
  /** Path of its main address. */
  path: string
  breadcrumbs?: readonly Step[]
  meta?: PageMeta
}

/** What stands in the head of a page that search engines may list. */
export interface PageHead {
  address: string
  description: string
  type: 'website' | 'article'
  image: { address: string; type: string; width: number; height: number; alt: string }
  publishedAt: string | null
  modifiedAt: string | null
  /** The element that says the same to programs; a block of data, which no policy has to allow. */
  script: string
}

/**
 * Makes the heads of pages.
 *
 * @example
 * heads.of({ title: 'Python 3.14.2', path: '/downloads/release/python-3142/' }).image.address
 */
export class PageHeads {
  readonly #site: Site
  readonly #images: SocialImages

  /**
   * @param site - this site
   * @param images - drawn for pages without one
   */
  constructor(site: Site, images: SocialImages) {
    this.#site = site
    this.#images = images
  }

  /**
   * @param page - as its layout knows it
   * @returns its head
   */
  of(page: HeadedPage): PageHead {
    const { title, path, breadcrumbs = [], meta = {} } = page
    const type = meta.type ?? 'website'
    const address = this.#site.address(path)
    const description = page.description || `${title} on ${this.#site.name}. ${this.#site.summary}`
    const image = this.#imageOf(page)
    const facts = { ...meta, type, title, description, address, image: image.address }
    return {
      ...{ address, description, type, image },
      publishedAt: meta.publishedAt?.toUTC().toISO() ?? null,
      modifiedAt: meta.modifiedAt?.toUTC().toISO() ?? null,
      script: jsonLdScript([
        ...websiteOf(this.#site),
        ...(path === '/' ? [] : [pageOf(this.#site, facts)]),
        ...(breadcrumbs.length ? [breadcrumbsOf(this.#site, breadcrumbs, address)] : []),
        ...[meta.jsonLd ?? []].flat(),
      ]),
    }
  }

  #imageOf({ title, breadcrumbs = [], meta }: HeadedPage): PageHead['image'] {
    const own = meta?.image
    // Sites that show links draw no drawings.
    if (own && own.fallbackFormat !== 'svg') return this.#uploaded(own, title)
    const section = breadcrumbs.length > 1 ? breadcrumbs[0]?.title : undefined
    const address = this.#site.address(this.#images.pathOf({ title, section }))
    return { address, type: 'image/png', ...SOCIAL_SIZE, alt: title }
  }

  #uploaded({ key, width, height, fallbackFormat }: MediaImage, alt: string): PageHead['image'] {
    const large = WIDTHS.find(({ name }) => name === 'large')!
    const scale = Math.min(1, large.width / width)
    const format = fallbackFormat === 'jpeg' ? 'jpg' : fallbackFormat
    return {
      address: this.#site.address(variantPath(key, large, format)),
      type: `image/${fallbackFormat}`,
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      alt,
    }
  }
}
