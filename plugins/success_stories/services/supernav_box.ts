import app from '@adonisjs/core/services/app'
import Boxes from '@pydotorg/boxes/contracts/boxes'
import { renderFragment } from '@pydotorg/platform/cache'
import { Contracts } from '@pydotorg/platform/contracts'
import type Story from '#models/story'
import { publishedStories, shownStories } from '#services/shown_story'

/** python.org's label, which its menu asks for. */
const LABEL = 'supernav-python-success-stories'

/**
 * Puts the story that was featured last, or else the newest one, into the box of the menu. Behaviour kept from
 * python.org, but for one thing: there, a story that is taken off the site stays in the box.
 *
 * @param options - `leave` keeps what is in the box while no story is published, e.g. what staff wrote
 */
export async function rewriteBox({ whenNone }: { whenNone: 'empty' | 'leave' }): Promise<void> {
  const contracts = await app.container.make(Contracts)
  const boxes = await contracts.optional(Boxes)
  await boxes?.write('success_stories', async () => {
    const [story] = await shownStories(await chosenStory())
    if (!story && whenNone === 'leave') return []
    return [{ label: LABEL, html: story ? await renderFragment('success_stories::boxes/supernav', { story }) : '' }]
  })
}

function chosenStory(): Promise<Story[]> {
  return publishedStories()
    .clearOrder()
    .orderBy('featured', 'desc')
    .orderByRaw('featured_at desc nulls last, published_at desc, id desc')
    .limit(1)
}
