import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Outbox } from '@pydotorg/platform/mail'
import { storeImage, UploadRefused } from '@pydotorg/platform/media'
import Story from '#models/story'
import StoryPolicy from '#policies/story_policy'
import { ownSubmissions, STATE_TITLES } from '#services/own_submissions'
import { storyCategories } from '#services/story_lists'
import { submissionMails } from '#services/story_mails'
import { reviseStory, submitStory, type Submission } from '#services/submit_story'
import { storyListValidator } from '#validators/story_list'
import { submissionMessages, submissionValidator } from '#validators/submission'

const CREATE = '/success-stories/create/'
const OWN = '/success-stories/submissions/'

@inject()
export default class SubmissionsController {
  constructor(protected outbox: Outbox) {}

  async index({ auth, features, request, view }: HttpContext): Promise<string> {
    const { page = 1 } = await request.validateUsing(storyListValidator)
    const stories = await ownSubmissions(auth.getUserOrFail(), page)
    const maySubmit = features.isOn('success_stories.submissions')
    return view.render('success_stories::pages/submissions/index', { stories, stateTitles: STATE_TITLES, maySubmit })
  }

  async create({ view }: HttpContext): Promise<string> {
    return view.render('success_stories::pages/submissions/create', { categories: await storyCategories() })
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, response, session } = ctx
    await bouncer.with(StoryPolicy).authorize('submit')
    const submission = await this.#submission(ctx)
    const user = auth.getUserOrFail()
    const story = await submitStory(user, submission)
    this.outbox.afterAnswer(ctx, async () => submissionMails(user, story, 'New'))
    session.flash('notice', `Thank you for “${story.name}”. We read it, and you hear from us by e-mail.`)
    response.redirect().status(303).toPath(CREATE)
  }

  async edit({ bouncer, params, view }: HttpContext): Promise<string> {
    const story = await Story.query().where('id', params.id).preload('image').firstOrFail()
    await bouncer.with(StoryPolicy).authorize('revise', story)
    return view.render('success_stories::pages/submissions/edit', { story, categories: await storyCategories() })
  }

  async update(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, response, session } = ctx
    const story = await Story.findOrFail(params.id)
    await bouncer.with(StoryPolicy).authorize('revise', story)
    const submission = await this.#submission(ctx)
    const revised = await reviseStory(story, submission)
    if (story.returnedAt)
      this.outbox.afterAnswer(ctx, async () => submissionMails(auth.getUserOrFail(), revised, 'Revised'))
    session.flash('notice', `“${revised.name}” waits to be read.`)
    response.redirect().status(303).toPath(OWN)
  }

  /** The image is taken in last: what is wrong with the words costs nobody an upload that is thrown away. */
  async #submission({ auth, request }: HttpContext): Promise<Submission> {
    const { remove_image: isRemoved, ...submission } = await request.validateUsing(submissionValidator, {
      messagesProvider: submissionMessages,
    })
    const file = request.file('image')
    if (!file) return isRemoved ? { ...submission, imageId: null } : submission
    const { id } = await storeImage(file, { creator: auth.getUserOrFail() }).catch(UploadRefused.beside('image'))
    return { ...submission, imageId: id }
  }
}
