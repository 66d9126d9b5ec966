import type { AnnouncedChannel } from '../announcements/main.js'
import type { Lazy } from '../plugins/lazy.js'

/**
 * A channel on which the database announces changes, such as a table that is kept in memory. Listened to from the start of
 * the process, also while the plugin is off: it may come on.
 */
export type ChannelSource = Lazy<AnnouncedChannel>
