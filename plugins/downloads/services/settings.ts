import { defineSetting } from '@pydotorg/platform/settings'

/** How many of the newest releases are listed on the home page and in the menu. */
export const newestReleasesShown = defineSetting({
  key: 'downloads.newest_shown',
  title: 'Newest releases',
  summary: 'How many of the newest releases are listed on the home page and in the panel of the menu.',
  type: 'number',
  default: 5,
  min: 1,
  max: 20,
})

export default [newestReleasesShown]
