import { modelRows } from '@pydotorg/platform/wire_api'
import OperatingSystem, { tellOfSystemRemovals } from '#models/operating_system'

/** Writes systems. */
export default modelRows({
  model: OperatingSystem,
  properties: { name: 'name', slug: 'slug' },
  beforeRemoval: (systems, { trx }) => tellOfSystemRemovals(systems, trx),
})
