import type { Encryption } from '@adonisjs/core/encryption'
import { LRUCache } from 'lru-cache'
import { imageWork } from '../media/image_work.js'
import { contentKey, type StoredFile } from '../media/media_store.js'
import type { KeptFiles } from '../media/variants/kept_files.js'

/** What an address says of its picture: one of another design has another address, since caches keep it for ever. */
type Message = readonly [design: number, title: string, section: string]

const DESIGN = 1
const PURPOSE = 'social image'
/** Characters of a title; more would not fit on the picture. */
const MOST = 160
/** Addresses that are remembered. */
const MOST_PATHS = 2_000

/** A page for which a picture is drawn. */
export interface PictureOfPage {
  title: string
  /** The part of the site that it belongs to, if any. */
  section?: string
}

/**
 * Pictures that other sites show beside a link to a page of this one. Drawn when first asked for and kept. The text stands
 * in the address with a signature, so that nobody else can have anything drawn here.
 *
 * @example
 * images.pathOf({ title: 'Python 3.14.2', section: 'Downloads' }) // '/media/social/eyJtZ….png'
 */
export class SocialImages {
  readonly #kept: KeptFiles
  readonly #encryption: Pick<Encryption, 'getMessageVerifier'>
  readonly #site: string
  /** By text: a signature costs a sixth of a small page. */
  readonly #paths = new LRUCache<string, string>({ max: MOST_PATHS })

  /**
   * @param kept - keeps what was drawn
   * @param encryption - signs by the site's key
   * @param site - the site's name, for the picture
   */
  constructor(kept: KeptFiles, encryption: Pick<Encryption, 'getMessageVerifier'>, site: string) {
    this.#kept = kept
    this.#encryption = encryption
    this.#site = site
  }

  /**
   * @param page - for which page
   * @returns the picture's path; always the same for the same page
   */
  pathOf({ title, section = '' }: PictureOfPage): string {
    const message: Message = [DESIGN, shortened(title), shortened(section)]
    const known = JSON.stringify(message)
    const path = this.#paths.get(known) ?? this.#signed(message)
    this.#paths.set(known, path)
    return path
  }

  #signed(message: Message): string {
    return `/media/social/${this.#encryption.getMessageVerifier().sign(message, undefined, PURPOSE)}.png`
  }

  /**
   * @param token - of an address
   * @returns the picture; null when the address was not made here
   * @throws TooMuchImageWork
   */
  async find(token: string): Promise<StoredFile | null> {
    const message = this.#encryption.getMessageVerifier().unsign<Message>(token, PURPOSE)
    if (message?.[0] !== DESIGN) return null
    const [, title, section] = message
    const key = contentKey(JSON.stringify([...message, this.#site]))
    return this.#kept.fileAt(`social/${key}/card.png`, {
      contentType: 'image/png',
      make: async () => {
        const { drawSocialImage } = await import('./draw_social_image.js')
        return imageWork(() => drawSocialImage({ title, section, site: this.#site }))
      },
    })
  }
}

function shortened(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim()
  const letters = [...plain]
  return letters.length <= MOST
    ? plain
    : `${letters
        .slice(0, MOST - 1)
        .join('')
        .trimEnd()}…`
}
