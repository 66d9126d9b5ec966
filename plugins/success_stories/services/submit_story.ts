import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { formError } from '@pydotorg/platform/http'
import { User } from '@pydotorg/platform/identity'
import { settings } from '@pydotorg/platform/settings'
import Story from '#models/story'
import StoryCategory from '#models/story_category'
import { storiesWaiting } from '#services/settings'
import { asTakenName, uniqueSlug } from '#services/unique_name'
import type { Submission as TypedSubmission } from '#validators/submission'

/** What somebody wrote, and an image that the site has taken in. */
export type Submission = TypedSubmission & { imageId?: number | null }

/**
 * Notes a story that somebody tells. It waits for a moderator. Behaviour kept from python.org: `creatorId` stays empty,
 * since only what staff make has a creator.
 *
 * @param user - who submits it
 * @param submission - what they wrote
 * @returns the story, a draft, with its category
 * @throws E_VALIDATION_ERROR when its name is taken, there is no such category, or too many of theirs wait
 */
export async function submitStory(user: User, submission: Submission): Promise<Story> {
  return writing(async (trx) => {
    // Two forms of one person come one after the other, so that neither slips by the bound.
    await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
    await refuseTooMany(user, trx)
    const story = new Story().merge({ submittedById: user.id, isPublished: false, featured: false, returnReason: '' })
    return write(story, submission, trx)
  })
}

/**
 * Takes another version of a story from who submitted it. One that staff had returned waits again.
 *
 * @param story - theirs, and not published
 * @param submission - what they wrote
 * @returns the story with its category
 * @throws E_VALIDATION_ERROR as `submitStory` does; E_ROW_NOT_FOUND when staff were quicker and published or deleted it
 */
export async function reviseStory(story: Story, submission: Submission): Promise<Story> {
  return writing(async (trx) => {
    const current = await Story.query({ client: trx })
      .where({ id: story.id, is_published: false })
      .forUpdate()
      .firstOrFail()
    return write(current.merge({ returnedAt: null, returnReason: '' }), submission, trx)
  })
}

async function refuseTooMany(user: User, trx: TransactionClientContract): Promise<void> {
  const most = settings.read(storiesWaiting)
  const waiting = await Story.query({ client: trx })
    .where({ submitted_by_id: user.id, is_published: false })
    .whereNull('returned_at')
    .select('id')
    .limit(most)
  if (waiting.length < most) return
  throw formError('name', `${most} of your stories wait already; let us read them first.`, 'waiting')
}

async function write(story: Story, submission: Submission, trx: TransactionClientContract): Promise<Story> {
  const category = await StoryCategory.find(submission.category, { client: trx })
  if (!category) throw formError('category', 'Choose a category.', 'exists')
  story.merge({
    name: submission.name,
    companyName: submission.company_name,
    companyUrl: submission.company_url,
    categoryId: category.id,
    author: submission.author,
    authorEmail: submission.author_email ?? null,
    pullQuote: submission.pull_quote,
    content: submission.content,
    contentMarkupType: 'markdown',
  })
  if (submission.imageId !== undefined) story.imageId = submission.imageId
  // An address that everybody knows once stays, whatever becomes of the name.
  if (!story.publishedAt) story.slug = await uniqueSlug(submission.name, trx, story.id)
  await story.useTransaction(trx).save()
  story.$setRelated('category', category)
  return story
}

async function writing(work: (trx: TransactionClientContract) => Promise<Story>): Promise<Story> {
  try {
    return await db.transaction(work)
  } catch (error) {
    throw asTakenName(error)
  }
}
