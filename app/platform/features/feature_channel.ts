import type { AnnouncedChannel } from '../announcements/main.js'
import { FEATURES_CHANNEL, SELECT_FEATURES, toStoredFeature, type FeatureRow } from './feature_rows.js'
import type { Features } from './features.js'

/**
 * Keeps a process's features as the database has them; while it is away the last known values stay in force. Every
 * announcement re-reads the whole small table: one query however many features changed, and nothing missed.
 *
 * @param features - to keep
 * @returns the channel, for the listener of the process
 */
export function featureChannel(features: Features): AnnouncedChannel {
  return {
    name: FEATURES_CHANNEL,
    async read(client) {
      const { rows } = await client.query<FeatureRow>(SELECT_FEATURES)
      return () => features.replace(rows.map(toStoredFeature))
    },
  }
}
