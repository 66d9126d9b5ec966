import { defineAdminResource, lookupOf } from '@pydotorg/platform/admin'
import { MediaImage } from '@pydotorg/platform/media'
import Story from '#models/story'
import StoryCategory from '#models/story_category'
import { companyLookup } from '#services/company_lookup'
import { addStory, editStory, type StoryDetails } from '#services/edit_story'
import { countWaiting, narrowToState } from '#services/moderation_list'
import { deleteStory } from '#services/moderate_story'
import { storyActions } from './story_actions.js'

const TONES = { waiting: 'warning', published: 'success', returned: 'plain' } as const
const WORDS = { waiting: 'Waits', published: 'Published', returned: 'Returned' } as const

const categories = lookupOf(StoryCategory, { search: ['name'] })

export default defineAdminResource({
  key: 'success_stories.stories',
  model: Story,
  title: 'Success stories',
  singular: 'success story',
  section: 'Content',
  icon: 'lucide:trophy',
  summary: 'Stories that people submit or staff write. Everybody sees those that are published.',
  subject: 'story',
  permissions: 'success_stories.moderate',
  rows: 'few',
  label: ({ name }) => name,
  // Of one that waits, too: staff see it before everybody does.
  page: ({ path }) => path,
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'companyName', label: 'Company' },
      { name: 'categoryId', kind: 'computed', label: 'Category', value: ({ category }) => category.name },
      { name: 'state', kind: 'badge', badge: ({ state }) => ({ text: WORDS[state], tone: TONES[state] }) },
      { name: 'featured', kind: 'boolean' },
      {
        name: 'submittedById',
        kind: 'computed',
        label: 'Submitted by',
        value: ({ submittedBy }) => submittedBy?.username ?? null,
      },
      { name: 'createdAt', kind: 'datetime', label: 'Came', orderable: true },
      { name: 'publishedAt', kind: 'datetime', label: 'Published', orderable: true },
    ],
    search: ['name', 'companyName', 'author', 'pullQuote'],
    filters: [
      {
        kind: 'custom',
        name: 'state',
        choices: [
          { value: 'waiting', label: 'Waiting' },
          { value: 'returned', label: 'Returned' },
          { value: 'published', label: 'Published' },
          { value: 'featured', label: 'Published and featured' },
        ],
        apply: (query, value) => narrowToState(query, value),
      },
      { kind: 'relation', name: 'categoryId', label: 'Category', lookup: categories },
    ],
    order: '-createdAt',
    dates: 'createdAt',
    load: (query) => query.preload('category').preload('submittedBy'),
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'computed', name: 'stands', label: 'Stands', value: standingOf },
          { kind: 'text', name: 'name', required: true, maxLength: 200 },
          {
            kind: 'slug',
            name: 'slug',
            from: 'name',
            readOnly: (row) => Boolean(row?.publishedAt),
            help: 'The last part of its address, which stays once the story was published.',
          },
          { kind: 'relation', name: 'categoryId', label: 'Category', required: true, lookup: categories },
          { kind: 'textarea', name: 'pullQuote', required: true, maxLength: 1_000, rows: 3 },
          { kind: 'markup', name: 'content', required: true, maxLength: 50_000 },
          { kind: 'image', name: 'imageId', label: 'Image', image: ({ imageId }) => findImage(imageId) },
        ],
      },
      {
        title: 'The company',
        fields: [
          { kind: 'text', name: 'companyName', label: 'Name', required: true, maxLength: 500 },
          { kind: 'text', name: 'companyUrl', label: 'Site', required: true, type: 'url', maxLength: 500 },
          {
            kind: 'relation',
            name: 'companyId',
            label: 'Known company',
            lookup: companyLookup,
            help: 'Of the list of companies. It has the last word about name and site.',
          },
        ],
      },
      {
        title: 'The author',
        fields: [
          { kind: 'text', name: 'author', required: true, maxLength: 500, help: 'As it is to be read.' },
          { kind: 'text', name: 'authorEmail', label: 'E-mail', type: 'email', maxLength: 100, help: 'On no page.' },
          { kind: 'computed', name: 'submitter', label: 'Submitted by', value: submitterOf },
        ],
      },
    ],
  },
  actions: storyActions,
  waiting: [{ title: 'Submitted stories', search: 'f_state=waiting&order=createdAt', count: countWaiting }],
  save: ({ ctx, row, input }) => {
    const details = input as StoryDetails & { slug?: string }
    return row ? editStory(ctx, row.id, details) : addStory(ctx, details)
  },
  remove: ({ ctx, row }) => deleteStory(ctx, row.id),
})

function standingOf({ state, returnReason }: Story): string {
  return state === 'returned' ? `Returned, because: ${returnReason}` : WORDS[state]
}

async function submitterOf(story: Story): Promise<string | null> {
  if (story.submittedById === null) return null
  return (await story.related('submittedBy').query().first())?.username ?? null
}

async function findImage(id: number | null): Promise<MediaImage | null> {
  return id === null ? null : MediaImage.find(id)
}
