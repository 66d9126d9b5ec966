import factory from '@adonisjs/lucid/factories'
import { DateTime } from 'luxon'
import Page from '#models/page'

let made = 0

/**
 * A published page in Markdown. States: `draft`, `scheduled` (from tomorrow on), `expired` (until yesterday).
 *
 * @example
 * const page = await PageFactory.merge({ path: 'about/apps' }).create()
 */
export const PageFactory = factory
  .define(Page, () => {
    made += 1
    return {
      title: `Page ${made}`,
      path: `made/page-${made}`,
      keywords: '',
      description: '',
      content: `Text of page *${made}*.`,
      contentMarkupType: 'markdown' as const,
      isPublished: true,
      publishAt: null,
      unpublishAt: null,
      contentType: 'text/html',
      templateName: '',
      version: 1,
    }
  })
  .state('draft', (page) => page.merge({ isPublished: false }))
  .state('scheduled', (page) => page.merge({ publishAt: DateTime.utc().plus({ days: 1 }) }))
  .state('expired', (page) => page.merge({ unpublishAt: DateTime.utc().minus({ days: 1 }) }))
  .build()
