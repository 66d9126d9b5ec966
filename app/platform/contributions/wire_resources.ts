import type { Lazy } from '../plugins/lazy.js'
import type { WireResource } from '../wire_api/wire_resource.js'

/** A collection that the roots of python.org's API, `/api/v1/` and `/api/v2/`, list while the plugin is on. */
export type WireResourceSource = Lazy<WireResource>
