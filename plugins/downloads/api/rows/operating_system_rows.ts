import { modelRows } from '@pydotorg/platform/wire_api'
import OperatingSystem from '#models/operating_system'
import ReleaseFile from '#models/release_file'
import { tellNews } from '#services/release_news'

/** Writes systems. With a system go its files, so releases change. */
export default modelRows({
  model: OperatingSystem,
  properties: { name: 'name', slug: 'slug' },
  async beforeRemoval(systems, { trx }) {
    const ids = systems.map(({ id }) => id)
    const files = await ReleaseFile.query({ client: trx }).whereIn('operating_system_id', ids).distinct('release_id')
    await tellNews(
      files.map(({ releaseId }) => ({ id: releaseId, what: 'files' })),
      trx
    )
  },
})
