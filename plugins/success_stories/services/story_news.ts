import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import StoryChanged from '#contracts/events/story_changed'
import type Story from '#models/story'

/**
 * Tells others of a story that everybody sees, or saw. A write that is done is not undone because somebody did not hear
 * of it.
 *
 * @param story - after the commit
 * @param before - whether everybody saw it before
 */
export async function tellStoryChanged(story: Story, { wasPublished }: { wasPublished: boolean }): Promise<void> {
  if (!wasPublished && !story.isPublished) return
  const { id, slug, name, isPublished } = story
  try {
    await emitter.emit(StoryChanged, new StoryChanged({ id, slug, name, isPublished }))
  } catch (error) {
    logger.error({ err: error, story: id }, 'news of a story could not be told')
  }
}
