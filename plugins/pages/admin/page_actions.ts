import app from '@adonisjs/core/services/app'
import type { AdminAction } from '@pydotorg/platform/admin'
import type Page from '#models/page'
import { PageEditor } from '#services/page_editor'
import { pageState } from '#services/visibility'

/** What staff decide about whether visitors see pages. */
export const pageActions: readonly AdminAction<Page>[] = [
  {
    name: 'publish',
    label: 'Publish',
    on: 'both',
    permission: 'pages.publish',
    confirm: 'Visitors see it at once and for good, whatever was planned.',
    applies: (page) => pageState(page) !== 'visible',
    run: async ({ ctx, row }) => {
      const { href } = await (await app.container.make(PageEditor)).publish(row.id, ctx)
      return `${href} is published.`
    },
  },
  {
    name: 'unpublish',
    label: 'Make a draft',
    on: 'both',
    permission: 'pages.publish',
    confirm: 'Visitors do not see it any more; staff still do.',
    applies: ({ isPublished }) => isPublished,
    run: async ({ ctx, row }) => {
      const { href } = await (await app.container.make(PageEditor)).unpublish(row.id, ctx)
      return `${href} is a draft.`
    },
  },
]
