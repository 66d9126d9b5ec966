import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { dropTags } from '@pydotorg/platform/cache'
import { Contracts } from '@pydotorg/platform/contracts'
import { PluginRegistry } from '@pydotorg/platform/plugins'

/** What is kept of pages that show releases has this tag. */
export const RELEASES_TAG = 'downloads:releases'

/**
 * Makes anew what is made of releases: boxes, where there are any, and kept parts of pages. Whatever goes wrong is logged
 * and undoes no release.
 *
 * @returns labels of boxes that are different now
 */
export async function refreshGenerated(): Promise<string[]> {
  try {
    await dropTags([RELEASES_TAG])
    return await refreshBoxes()
  } catch (error) {
    logger.error({ err: error }, 'boxes of releases could not be renewed')
    return []
  }
}

async function refreshBoxes(): Promise<string[]> {
  const plugins = await app.container.make(PluginRegistry)
  if (!plugins.find('boxes')) return []
  const { default: Boxes } = await import('@pydotorg/boxes/contracts/boxes')
  const boxes = await (await app.container.make(Contracts)).optional(Boxes)
  if (!boxes) return []
  const { releaseBoxes } = await import('#services/generated/release_boxes')
  return boxes.write('downloads', releaseBoxes)
}
