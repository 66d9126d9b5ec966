import string from '@adonisjs/core/helpers/string'
import { MediaImage } from '@pydotorg/platform/media'
import { TRUSTED_MARKUP_TYPES, type TrustedMarkupType } from '@pydotorg/platform/markup'
import type { PageFile } from '#services/page_files'

/** What somebody writes into a page for a file, in each language. */
export type FileMarkup = Record<TrustedMarkupType, string>

/**
 * @param one - a file of a page
 * @returns texts that show it, or that lead to it when it is no image
 * @example
 * fileMarkup(file).markdown // '![snake](/media/5d41…/medium.jpg)'
 */
export function fileMarkup(one: PageFile): FileMarkup {
  const texts = TRUSTED_MARKUP_TYPES.map((type) => [type, one.kind === 'image' ? shown(one, type) : linked(one, type)])
  return Object.fromEntries(texts) as FileMarkup
}

function shown({ file, address }: PageFile, type: TrustedMarkupType): string {
  const words = wordsOf(file.name)
  if (type === 'plain') return address
  if (type === 'restructuredtext') return `\n\n.. image:: ${address}\n   :alt: ${words}\n\n`
  if (type !== 'html') return `![${inMarkdown(words)}](${address})`
  const size = file instanceof MediaImage ? ` width="${file.width}" height="${file.height}"` : ''
  return `<img src="${address}" alt="${string.escapeHTML(words)}"${size}>`
}

function linked({ file: { name }, address }: PageFile, type: TrustedMarkupType): string {
  if (type === 'plain') return address
  if (type === 'restructuredtext') return `\`${name.replace(/[`<>\\]/g, ' ')} <${address}>\`__`
  if (type !== 'html') return `[${inMarkdown(name)}](${address})`
  return `<a href="${address}">${string.escapeHTML(name)}</a>`
}

/** A beginning for what an image shows; its author writes something better. */
function wordsOf(name: string): string {
  return name
    .replace(/\.\w+$/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim()
}

function inMarkdown(text: string): string {
  return text.replace(/[\\[\]*_`<>]/g, '\\$&')
}
