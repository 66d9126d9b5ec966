import { defineSetting } from '@pydotorg/platform/settings'

/** Where commands for the list of announcements go to. The variable's name is python.org's. */
export const announcementAddress = defineSetting({
  key: 'memberships.announcement_list',
  title: 'List of announcements',
  summary:
    'The address that takes commands for the mailing list of members, such as psf-members-announce-request@python.org. Forms do not ask about announcements without it.',
  type: 'email',
  default: null,
  variable: 'MAILING_LIST_PSF_MEMBERS',
})

export default [announcementAddress]
