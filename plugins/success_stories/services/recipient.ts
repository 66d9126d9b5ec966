import { settings, siteContact } from '@pydotorg/platform/settings'
import { storyReader } from '#services/settings'

/**
 * Who reads what is submitted.
 *
 * @returns the address that operators named for it, else the contact address of the site; null when there is neither
 */
export function submissionRecipient(): string | null {
  return settings.read(storyReader) ?? settings.read(siteContact)
}
