import type { HttpRouterService } from '@adonisjs/core/types'
import { publicPage } from '@pydotorg/platform/page_cache'

const DocumentationController = () => import('#controllers/documentation_controller')
const DocumentationSearchesController = () => import('#controllers/documentation_searches_controller')
const DocumentationVersionsController = () => import('#controllers/documentation_versions_controller')

/** Behaviour kept from python.org, and from the site after it: temporary, since these pages may come here one day. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '/psf/': '/about/psf/',
  '/psf/diversity/': '/community/diversity/',
  '/psf/conduct/': 'https://policies.python.org/python.org/code-of-conduct/',
  '/psf/codeofconduct/': 'https://policies.python.org/python.org/code-of-conduct/',
}

export default function routes(router: HttpRouterService): void {
  router.on('/about/').render('about::pages/about/index').as('about.about.index').use(publicPage())
  for (const name of ['psf', 'governance', 'help', 'apps', 'quotes', 'gettingstarted', 'legal']) {
    router.on(`/about/${name}/`).render(`about::pages/about/${name}`).as(`about.about.${name}`).use(publicPage())
  }
  router.on('/community/').render('about::pages/community/index').as('about.community.index').use(publicPage())
  for (const name of ['diversity', 'workshops', 'irc', 'forums', 'lists']) {
    router
      .on(`/community/${name}/`)
      .render(`about::pages/community/${name}`)
      .as(`about.community.${name}`)
      .use(publicPage())
  }
  for (const [from, to] of Object.entries(ELSEWHERE)) {
    const name = from.replace(/^\/psf\/|\/$/g, '') || 'index'
    router.on(from).redirectToPath(to, { status: 302 }).as(`about.psf.${name}`)
  }
  documentation(router)
}

function documentation(router: HttpRouterService): void {
  router.get('/doc/', [DocumentationController, 'index']).as('about.documentation.index').use(publicPage())
  router
    .get('/doc/versions/', [DocumentationVersionsController, 'index'])
    .as('about.documentation_versions.index')
    .use(publicPage())
  router
    .get('/docs/', [DocumentationSearchesController, 'create'])
    .as('about.documentation_searches.create')
    .use(publicPage())
  router
    .get('/docs/search', [DocumentationSearchesController, 'show'])
    .as('about.documentation_searches.show')
    .slashOptional()
}
