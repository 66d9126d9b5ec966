import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import { DateTime } from 'luxon'
import Story from '#models/story'
import { tellStoryChanged } from '#services/story_news'
import { mailPublished, mailReturned } from '#services/story_mails'

/** What a moderator decides, and about which story. */
interface Decision {
  id: number
  what: 'publish' | 'unpublish' | 'return' | 'feature' | 'unfeature'
}

/**
 * Shows a story to everybody, and tells who submitted it.
 *
 * @param by - the moderator
 * @param id - of the story
 * @returns the story as it is now
 * @throws E_ROW_NOT_FOUND when it is gone
 */
export async function publishStory(by: Author, id: number): Promise<Story> {
  const { story, isNew } = await decide(by, { id, what: 'publish' }, (found) => {
    const publishedAt = found.publishedAt ?? DateTime.utc()
    found.merge({ isPublished: true, publishedAt, returnedAt: null, returnReason: '' })
  })
  if (isNew) await mailPublished(story)
  return story
}

/**
 * Takes a story off the site; it waits again.
 *
 * @param by - the moderator
 * @param id - of the story
 * @returns the story as it is now
 * @throws E_ROW_NOT_FOUND when it is gone
 */
export async function unpublishStory(by: Author, id: number): Promise<Story> {
  const { story } = await decide(by, { id, what: 'unpublish' }, (found) => void found.merge({ isPublished: false }))
  return story
}

/**
 * Gives a story back to who submitted it. They read the reason in a mail and in their account, and may send another
 * version.
 *
 * @param by - the moderator
 * @param id - of the story
 * @param reason - what has to be different, in words for the submitter
 * @returns the story as it is now
 * @throws E_ROW_NOT_FOUND when it is gone; E_VALIDATION_ERROR when it is published
 */
export async function returnStory(by: Author, id: number, reason: string): Promise<Story> {
  const { story, isNew } = await decide(by, { id, what: 'return' }, (found) => {
    if (found.isPublished) throw formError('state', 'Take the story off the site before you return it.', 'published')
    if (found.returnReason !== reason) found.merge({ returnedAt: DateTime.utc(), returnReason: reason })
  })
  if (isNew) await mailReturned(story)
  return story
}

/**
 * Chooses a story for the home page and the menu, where it is seen once it is published.
 *
 * @param by - the moderator
 * @param id - of the story
 * @returns the story as it is now
 * @throws E_ROW_NOT_FOUND when it is gone
 */
export async function featureStory(by: Author, id: number): Promise<Story> {
  const { story } = await decide(by, { id, what: 'feature' }, (found) => {
    if (!found.featured) found.merge({ featured: true, featuredAt: DateTime.utc() })
  })
  return story
}

/**
 * @param by - the moderator
 * @param id - of the story
 * @returns the story as it is now, an ordinary one
 * @throws E_ROW_NOT_FOUND when it is gone
 */
export async function unfeatureStory(by: Author, id: number): Promise<Story> {
  const { story } = await decide(by, { id, what: 'unfeature' }, (found) => {
    found.merge({ featured: false, featuredAt: null })
  })
  return story
}

/**
 * Takes a story away for good.
 *
 * @param by - the moderator
 * @param id - of the story
 * @returns the story as it was
 * @throws E_ROW_NOT_FOUND when it is gone already
 */
export async function deleteStory(by: Author, id: number): Promise<Story> {
  const audit = await app.container.make(AuditLog)
  const story = await db.transaction(async (trx) => {
    const found = await Story.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await found.delete()
    const record = { action: 'success_stories.story.delete', subject: subjectOf(found) } as const
    await audit.record({ by, ...record, before: { ...found.$attributes } }, trx)
    return found
  })
  await tellStoryChanged(story, { wasPublished: story.isPublished })
  return story
}

/** Decides once: what changes nothing leaves no entry and tells nobody. */
async function decide(by: Author, { id, what }: Decision, change: (story: Story) => void) {
  const audit = await app.container.make(AuditLog)
  let wasPublished = false
  let isNew = false
  const story = await db.transaction(async (trx) => {
    const found = await Story.query({ client: trx }).where('id', id).preload('submittedBy').forUpdate().firstOrFail()
    const before = { ...found.$original }
    wasPublished = found.isPublished
    change(found)
    isNew = found.$isDirty
    if (!isNew) return found
    await found.save()
    const record = { action: `success_stories.story.${what}`, subject: subjectOf(found) } as const
    await audit.record({ by, ...record, before, after: found.$attributes }, trx)
    return found
  })
  if (isNew) await tellStoryChanged(story, { wasPublished })
  return { story, isNew }
}

/** @returns the story, as the audit log names it */
export function subjectOf({ id, name }: Story) {
  return { type: 'story', id, label: name }
}
