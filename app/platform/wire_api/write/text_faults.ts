import { isWebAddress } from './web_address.js'
import type { WriteField } from './wire_writes.js'

/** What Django says of a text that is no slug; also of what is no text where a slug is wanted. */
export const NO_SLUG = 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'

/** The same for addresses. */
export const NO_ADDRESS = 'Enter a valid URL.'

const SLUG = /^[-a-zA-Z0-9_]+$/

/**
 * @param rule - of the field
 * @param text - not blank
 * @returns every sentence that Django has for what is wrong with it
 */
export function textFaults({ longest, format }: WriteField, text: string): string[] {
  const faults: string[] = []
  if (text.includes('\0')) faults.push('Null characters are not allowed.')
  if (longest !== undefined && [...text].length > longest) {
    faults.push(`Ensure this field has no more than ${longest} characters.`)
  }
  if (format === 'slug' && !SLUG.test(text)) faults.push(NO_SLUG)
  if (format === 'url' && !isWebAddress(text)) faults.push(NO_ADDRESS)
  return faults
}
