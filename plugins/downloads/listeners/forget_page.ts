import type PageRemoved from '@pydotorg/pages/contracts/events/page_removed'
import { forgetPage } from '#services/editing/forget_page'

/** Called when a page is gone: no release leads to it any more. */
export default async function forget({ id, by }: PageRemoved): Promise<void> {
  await forgetPage(by, id)
}
