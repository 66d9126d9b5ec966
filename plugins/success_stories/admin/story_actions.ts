import type { AdminAction } from '@pydotorg/platform/admin'
import type Story from '#models/story'
import { featureStory, publishStory, returnStory, unfeatureStory, unpublishStory } from '#services/moderate_story'
import { reasonRule } from '#validators/return_reason'

/** What a moderator decides about stories. */
export const storyActions: readonly AdminAction<Story>[] = [
  {
    name: 'publish',
    label: 'Publish',
    on: 'both',
    confirm: 'Everybody sees it at once, and who submitted it gets a mail.',
    applies: ({ isPublished }) => !isPublished,
    run: async ({ ctx, row }) => `${(await publishStory(ctx, row.id)).name} is published.`,
  },
  {
    name: 'return',
    label: 'Return',
    on: 'both',
    confirm: 'Who submitted it reads the reason in a mail and in their account, and may send another version.',
    applies: ({ isPublished }) => !isPublished,
    fields: [
      {
        kind: 'textarea',
        name: 'reason',
        required: true,
        rows: 4,
        rule: () => reasonRule.clone(),
        help: 'What has to be different, in words for the submitter: at least ten characters.',
      },
    ],
    run: async ({ ctx, row, input }) => `${(await returnStory(ctx, row.id, String(input.reason))).name} is returned.`,
  },
  {
    name: 'unpublish',
    label: 'Take off the site',
    on: 'both',
    confirm: 'Nobody but staff sees it any more, and it waits again.',
    applies: ({ isPublished }) => isPublished,
    run: async ({ ctx, row }) => `${(await unpublishStory(ctx, row.id)).name} is off the site.`,
  },
  {
    name: 'feature',
    label: 'Feature',
    on: 'both',
    confirm: 'It gets its turn on the home page and in the menu, while it is published.',
    applies: ({ featured }) => !featured,
    run: async ({ ctx, row }) => `${(await featureStory(ctx, row.id)).name} is featured.`,
  },
  {
    name: 'unfeature',
    label: 'Feature no more',
    on: 'both',
    confirm: 'It stays on the site as an ordinary story.',
    applies: ({ featured }) => featured,
    run: async ({ ctx, row }) => `${(await unfeatureStory(ctx, row.id)).name} is an ordinary story.`,
  },
]
