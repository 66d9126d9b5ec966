import db from '@adonisjs/lucid/services/db'
import type { Author } from '@pydotorg/platform/identity'
import Release from '#models/release'
import { saveRecorded } from '#services/editing/recorded_rows'

/**
 * Takes a page that is gone from the releases that it told of. It is noted as a change of each release, so that its
 * history says when and by whom, and what is made of it is made anew.
 *
 * @param by - who took the page away
 * @param pageId - of the page
 */
export async function forgetPage(by: Author, pageId: number): Promise<void> {
  await db.transaction(async (trx) => {
    const releases = await Release.query({ client: trx }).where('releasePageId', pageId).orderBy('id').forUpdate()
    for (const release of releases) await saveRecorded(by, release.merge({ releasePageId: null }), trx)
  })
}
