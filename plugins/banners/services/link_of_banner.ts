import app from '@adonisjs/core/services/app'
import { formError, SiteAddresses } from '@pydotorg/platform/http'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/**
 * @param link - as it was written; null or undefined for none
 * @returns the same as it is kept
 * @throws E_VALIDATION_ERROR beside the field `link` when it leads nowhere
 */
export async function linkOfBanner(link: string | null | undefined): Promise<string | null | undefined> {
  if (typeof link !== 'string') return link
  const addresses = await app.container.make(SiteAddresses)
  try {
    return await addresses.linkTarget(link)
  } catch (error) {
    if (!(error instanceof OperatorMistake)) throw error
    throw formError('link', error.message, 'link')
  }
}
