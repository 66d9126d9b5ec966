import { definePlugin } from '@pydotorg/platform'

/** Sections in the main menu, where the children are a panel, and as columns of the footer. */
const about = {
  key: 'about.about',
  title: 'About',
  href: '/about/',
  weight: 10,
  summary: 'What Python is, where it came from and who looks after it',
  children: [
    { key: 'about.start', title: 'Getting started', href: '/about/gettingstarted/', weight: 10 },
    { key: 'about.apps', title: 'Applications', href: '/about/apps/', weight: 20 },
    { key: 'about.quotes', title: 'Quotes', href: '/about/quotes/', weight: 30 },
    { key: 'about.help', title: 'Help', href: '/about/help/', weight: 40 },
    { key: 'about.governance', title: 'Governance', href: '/about/governance/', weight: 50 },
    { key: 'about.psf', title: 'Python Software Foundation', href: '/about/psf/', weight: 60 },
    { key: 'about.legal', title: 'Legal', href: '/about/legal/', weight: 70 },
  ],
}

const documentation = {
  key: 'about.documentation',
  title: 'Documentation',
  href: '/doc/',
  weight: 30,
  summary: 'Tutorial, reference, guides, and what is new',
  children: [
    { key: 'about.search', title: 'Search the documentation', href: '/docs/', weight: 10 },
    { key: 'about.versions', title: 'Documentation by version', href: '/doc/versions/', weight: 20 },
  ],
}

const community = {
  key: 'about.community',
  title: 'Community',
  href: '/community/',
  weight: 40,
  summary: 'Where people who use Python talk, meet and help each other',
  children: [
    { key: 'about.forums', title: 'Forums', href: '/community/forums/', weight: 10 },
    { key: 'about.lists', title: 'Mailing lists', href: '/community/lists/', weight: 20 },
    { key: 'about.irc', title: 'Chat', href: '/community/irc/', weight: 30 },
    { key: 'about.workshops', title: 'Conferences and workshops', href: '/community/workshops/', weight: 40 },
    { key: 'about.diversity', title: 'Diversity', href: '/community/diversity/', weight: 50 },
  ],
}

export default definePlugin({
  name: 'about',
  title: 'About',
  summary: 'What Python is, where its documentation is, and where its people meet.',
  uses: ['downloads', 'code_samples', 'memberships', 'user_groups'],
  feature: { owner: 'content editors' },
  routes: () => import('./routes.js'),
  contributes: {
    navigation: { main: [about, documentation, community], footer: [about, documentation, community] },
    sitemap: [() => import('./services/page_sitemap.js')],
  },
})
