import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { AdminDirectory } from '@pydotorg/platform/admin'
import { Site } from '@pydotorg/platform/http'
import { currentUser } from '@pydotorg/platform/identity'
import StoryPolicy from '#policies/story_policy'
import { overviewMarkup } from '#services/overview_markup'
import { findStory, storyMeta, storyPage } from '#services/story_page'

@inject()
export default class StoriesController {
  constructor(
    protected site: Site,
    protected admin: AdminDirectory
  ) {}

  async index({ features, view }: HttpContext): Promise<string> {
    const maySubmit = features.isOn('success_stories.submissions')
    return view.render('success_stories::pages/stories/index', { stories: await overviewMarkup(), maySubmit })
  }

  async show(ctx: HttpContext): Promise<string> {
    const { params, request, response, view } = ctx
    const story = await findStory(params.slug)
    if (!story || !(story.isPublished || (await this.#mayPreview(ctx)))) {
      throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    }
    if (!story.isPublished) response.header('Cache-Control', 'private, no-store')
    const page = await storyPage(story)
    return view.render('success_stories::pages/stories/show', {
      ...page,
      meta: storyMeta(page, this.site.address(story.path)),
      moderation: story.isPublished ? null : await this.#moderation(ctx, story.id),
    })
  }

  /** Where a moderator decides about a draft: the mail that tells of it leads here. */
  async #moderation(ctx: HttpContext, id: number): Promise<string | null> {
    if (!(await ctx.bouncer.with(StoryPolicy).allows('moderate'))) return null
    const resource = await this.admin.resource('success_stories.stories')
    return resource && this.admin.address(resource, id)
  }

  async #mayPreview(ctx: HttpContext): Promise<boolean> {
    return currentUser(ctx) !== undefined && ctx.bouncer.with(StoryPolicy).allows('preview')
  }
}
