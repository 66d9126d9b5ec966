import { modelRows } from '@pydotorg/platform/wire_api'
import ReleaseFile from '#models/release_file'
import { FILE_PROPERTIES } from '#services/file_properties'
import { fileUrlFaults } from '#services/file_url_rules'
import { tellNews } from '#services/release_news'

/** Writes files of releases. */
export default modelRows({
  model: ReleaseFile,
  properties: FILE_PROPERTIES,
  faults: ({ values, stored }) => fileUrlFaults(values, stored),
  async beforeRemoval(files, { trx }) {
    await tellNews(
      files.map(({ releaseId }) => ({ id: releaseId, what: 'files' })),
      trx
    )
  },
})
