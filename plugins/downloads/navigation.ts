import type { NavigationContribution, NavigationEntry } from '@pydotorg/platform/contributions'

/** Literals only: the manifest imports it. */
const downloads: NavigationEntry = {
  key: 'downloads.downloads',
  title: 'Downloads',
  href: '/downloads/',
  weight: 20,
  summary: 'The latest release for your system, and every other one',
  children: [
    { key: 'downloads.windows', title: 'Windows', href: '/downloads/windows/', weight: 10 },
    { key: 'downloads.macos', title: 'macOS', href: '/downloads/macos/', weight: 20 },
    { key: 'downloads.source', title: 'Source', href: '/downloads/source/', weight: 30 },
    { key: 'downloads.systems', title: 'All systems', href: '/downloads/operating-systems/', weight: 40 },
  ],
}

export const navigation: NavigationContribution = { main: [downloads], footer: [downloads] }
