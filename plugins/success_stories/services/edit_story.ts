import app from '@adonisjs/core/services/app'
import { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import { currentUser, type Author } from '@pydotorg/platform/identity'
import Story from '#models/story'
import StoryCategory from '#models/story_category'
import { subjectOf } from '#services/moderate_story'
import { tellStoryChanged } from '#services/story_news'
import { asTakenName, refuseTaken, slugOf } from '#services/unique_name'

/** What staff write. Whether everybody sees it is no part of it: that is decided by itself. */
export type StoryDetails = Pick<
  Story,
  | ('name' | 'companyName' | 'companyUrl' | 'companyId' | 'categoryId' | 'author' | 'authorEmail')
  | ('pullQuote' | 'content' | 'contentMarkupType' | 'imageId')
> & {
  /** Made from the name without it; it stays once everybody has seen the story. */
  slug?: string
}

/**
 * Adds a story that staff write. It waits until somebody publishes it.
 *
 * @param by - who writes it
 * @param details - the story
 * @returns the story, a draft
 * @throws E_VALIDATION_ERROR when its name or address is taken, or there is no such category
 */
export function addStory(by: Author, details: StoryDetails): Promise<Story> {
  return writing(async (trx) => {
    const draft = { isPublished: false, featured: false, returnReason: '', creatorId: accountOf(by) }
    const story = new Story().useTransaction(trx).merge({ ...draft, ...details })
    story.slug ||= slugOf(story.name)
    await refuseTaken(story, trx)
    await refuseCategory(story, trx)
    await story.save()
    await record(trx, { by, verb: 'create', story, after: story.$attributes })
    return story
  })
}

/**
 * Changes what a story says. A change that changes nothing leaves no entry. Who submitted it hears nothing of it.
 *
 * @param by - who changes it
 * @param id - of the story
 * @param details - what is different; what is left out stays
 * @returns the story as it is now
 * @throws E_ROW_NOT_FOUND when it is gone; E_VALIDATION_ERROR as `addStory`, and for the address of a story that
 *   everybody has seen
 */
export async function editStory(by: Author, id: number, details: Partial<StoryDetails>): Promise<Story> {
  const story = await writing(async (trx) => {
    const found = await Story.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    const before = { ...found.$original }
    found.merge(details)
    if (!found.$isDirty) return found
    if (found.publishedAt && found.$dirty.slug) {
      throw formError('slug', 'Everybody may know the address of this story; it stays.', 'known')
    }
    if (found.$dirty.name || found.$dirty.slug) await refuseTaken(found, trx)
    await refuseCategory(found, trx)
    await found.merge({ lastModifiedById: accountOf(by) }).save()
    await record(trx, { by, verb: 'update', story: found, before, after: found.$attributes })
    return found
  })
  await tellStoryChanged(story, { wasPublished: story.isPublished })
  return story
}

async function refuseCategory({ categoryId }: Story, trx: TransactionClientContract): Promise<void> {
  if (await StoryCategory.find(categoryId, { client: trx })) return
  throw formError('categoryId', 'Choose a category.', 'exists')
}

interface Change {
  by: Author
  verb: 'create' | 'update'
  story: Story
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

async function record(trx: TransactionClientContract, { verb, story, ...change }: Change): Promise<void> {
  const audit = await app.container.make(AuditLog)
  await audit.record({ ...change, action: `success_stories.story.${verb}`, subject: subjectOf(story) }, trx)
}

async function writing(work: (trx: TransactionClientContract) => Promise<Story>): Promise<Story> {
  try {
    return await db.transaction(work)
  } catch (error) {
    throw asTakenName(error)
  }
}

function accountOf(by: Author): number | null {
  return by instanceof HttpContext ? (currentUser(by)?.id ?? null) : by.actor.id
}
