/**
 * Who reads what is submitted. On python.org it is psf-staff@python.org.
 *
 * @returns SUCCESS_STORIES_EMAIL, else SITE_CONTACT; null when neither is set
 */
export function submissionRecipient(): string | null {
  return process.env.SUCCESS_STORIES_EMAIL?.trim() || process.env.SITE_CONTACT?.trim() || null
}
