import { defineSetting } from '@pydotorg/platform/settings'

/** Who reads what is submitted. On python.org it is psf-staff@python.org. */
export const storyReader = defineSetting({
  key: 'success_stories.reader',
  title: 'Reader of submissions',
  summary: 'Who gets a mail about each story that is submitted; the contact address of the site, unless it is said.',
  type: 'email',
  default: null,
  variable: 'SUCCESS_STORIES_EMAIL',
})

/** How much one person may submit before staff have looked at it. */
export const storiesWaiting = defineSetting({
  key: 'success_stories.waiting',
  title: 'Stories that wait',
  summary: 'How many stories of one person may wait to be looked at; a further one is refused until then.',
  type: 'number',
  default: 5,
  min: 2,
  max: 100,
})

export default [storyReader, storiesWaiting]
