import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Site } from '@pydotorg/platform/http'

/** Crawlers that copy whole sites. Behaviour kept from python.org: the same four, and the same two folders for others. */
const UNWELCOME = ['HTTrack', 'puf', 'MSIECrawler', 'Nutch']
const CLOSED_FOLDERS = ['/~guido/orlijn/', '/webstats/']

function group(agents: readonly string[], closed: readonly string[]): string {
  return [...agents.map((agent) => `User-agent: ${agent}`), ...closed.map((path) => `Disallow: ${path}`)].join('\n')
}

@inject()
export default class RobotsController {
  constructor(protected site: Site) {}

  show({ response }: HttpContext): string {
    response.type('text/plain').header('Cache-Control', 'public, max-age=3600')
    const groups = [
      group(UNWELCOME, ['/']),
      group(['Krugle', '*'], CLOSED_FOLDERS),
      `Sitemap: ${this.site.address('/sitemap.xml')}`,
    ]
    return `${groups.join('\n\n')}\n`
  }
}
