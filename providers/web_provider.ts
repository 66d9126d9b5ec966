import type { ApplicationService } from '@adonisjs/core/types'
import ShieldMiddleware from '@adonisjs/shield/shield_middleware'
import type { Edge } from 'edge.js'
import { barChart, lineChart } from '@pydotorg/platform/charts'
import { ContributionReader, Menus } from '@pydotorg/platform/contributions'
import { Features } from '@pydotorg/platform/features'
import {
  addAddressForms,
  describedBy,
  fileSize,
  PageTopReader,
  plainDate,
  RouteDirectory,
  settingsNavigation,
  Site,
  SiteAddresses,
} from '@pydotorg/platform/http'
import { iconMarkup } from '@pydotorg/platform/icons'
import { highlightCode, proseOf } from '@pydotorg/platform/markup'
import { keptSettings } from '@pydotorg/platform/settings'

/** Gives routes their address forms, and templates what the frame of every page needs. */
export default class WebProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.#keepShield()
    this.app.container.singleton(Site, async (resolver) => {
      const [contributed, menus] = [await resolver.make(ContributionReader), await resolver.make(Menus)]
      return new Site(this.app.config.get('site'), contributed, menus)
    })
    this.app.container.singleton(Menus, async (resolver) => {
      const contributed = await resolver.make(ContributionReader)
      const menus = new Menus(contributed, () => settingsNavigation(this.app.config.get('site')))
      keptSettings.onDifference(() => menus.forget())
      return menus
    })
    this.app.container.singleton(SiteAddresses, async (resolver) => {
      const [directory, contributed] = [await resolver.make(RouteDirectory), await resolver.make(ContributionReader)]
      return new SiteAddresses(directory, contributed, this.app.config.get('site.url'))
    })
    this.app.container.singleton(RouteDirectory, async (resolver) => {
      return new RouteDirectory(await resolver.make('router'), await resolver.make(Features))
    })
  }

  /** Its guards know nothing of a request, and need not be made for each. */
  #keepShield(): void {
    this.app.container.singleton(ShieldMiddleware, async (resolver) => {
      const encryption = await resolver.make('encryption')
      const { default: edge } = await import('edge.js')
      return new ShieldMiddleware(this.app.config.get('shield'), encryption.use(), edge)
    })
  }

  async boot(): Promise<void> {
    addAddressForms()
    const { default: edge } = await import('edge.js')
    edge.mount('ui', this.app.viewsPath('ui'))
    edge.global('site', await this.app.container.make(Site))
    const contributed = await this.app.container.make(ContributionReader)
    const tops = new PageTopReader(contributed, await this.app.container.make('logger'))
    edge.global('pageTops', (path: string) => tops.at(path))
    edge.global('plainDate', plainDate)
    edge.global('fileSize', fileSize)
    edge.global('describedBy', describedBy)
    edge.global('iconMarkup', iconMarkup)
    edge.global('highlightCode', highlightCode)
    edge.global('proseOf', proseOf)
    edge.global('barChart', barChart)
    edge.global('lineChart', lineChart)
    if (this.app.inProduction) listComponentsOnce(edge)
  }

  /** Before the server listens, so that the first visitor sees the menus as staff want them. */
  async start(): Promise<void> {
    if (this.app.getMode() !== 'run' || this.app.getEnvironment() !== 'web') return
    const [menus, logger] = [await this.app.container.make(Menus), await this.app.container.make('logger')]
    await menus.prepare().catch((error: unknown) => {
      logger.error({ err: error }, 'menus are as plugins contribute them: what staff arranged cannot be read')
    })
  }
}

/**
 * Edge looks through every folder of components whenever it makes a renderer, which is for each page. The files of a
 * build do not change.
 */
function listComponentsOnce({ loader }: Edge): void {
  const list = loader.listComponents.bind(loader)
  let listed: ReturnType<typeof list> | null = null
  loader.listComponents = () => (listed ??= list())
}
