import type { HttpRouterService } from '@adonisjs/core/types'
import { wireRoutes } from '@pydotorg/platform/wire_api'
import operatingSystems from './operating_systems.js'
import releaseFiles from './release_files.js'
import releases from './releases.js'

/** `/api/v1/downloads/…` and `/api/v2/downloads/…` (docs/api-legacy.md). */
export function apiRoutes(router: HttpRouterService): void {
  for (const resource of [operatingSystems, releases, releaseFiles]) wireRoutes(router, resource)
}
