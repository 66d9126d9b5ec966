import { modelRows } from '@pydotorg/platform/wire_api'
import Release, { tellOfRemovals } from '#models/release'

/** Writes releases. */
export default modelRows({
  model: Release,
  properties: {
    name: 'name',
    slug: 'slug',
    version: 'version',
    is_published: 'isPublished',
    is_latest: 'isLatest',
    release_date: 'releaseDate',
    pre_release: 'preRelease',
    release_page: 'releasePageId',
    release_notes_url: 'releaseNotesUrl',
    show_on_download_page: 'showOnDownloadPage',
  },
  beforeRemoval: (releases, { trx }) => tellOfRemovals(releases, trx),
})
