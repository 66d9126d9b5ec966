/**
 * Emitted when what everybody sees of a story has changed: it was published, taken off, featured, changed or deleted.
 * Not for drafts. After the commit.
 *
 * @example
 * // plugins/search/plugin.ts, with `uses: ['success_stories']`
 * listeners: [
 *   {
 *     event: () => import('@pydotorg/success_stories/contracts/events/story_changed'),
 *     handle: () => import('./listeners/index_story.js'),
 *   },
 * ],
 */
export default class StoryChanged {
  /** @param story - as it is now; as it was, when it is gone */
  constructor(readonly story: { id: number; slug: string; name: string; isPublished: boolean }) {}
}
