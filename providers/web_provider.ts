import type { ApplicationService } from '@adonisjs/core/types'
import type { Edge } from 'edge.js'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { Features } from '@pydotorg/platform/features'
import { addAddressForms, fileSize, plainDate, RouteDirectory, Site } from '@pydotorg/platform/http'

/** Gives routes their address forms, and templates what the frame of every page needs. */
export default class WebProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(Site, async (resolver) => {
      return new Site(this.app.config.get('site'), await resolver.make(ContributionReader))
    })
    this.app.container.singleton(RouteDirectory, async (resolver) => {
      return new RouteDirectory(await resolver.make('router'), await resolver.make(Features))
    })
  }

  async boot(): Promise<void> {
    addAddressForms()
    const { default: edge } = await import('edge.js')
    edge.mount('ui', this.app.viewsPath('ui'))
    edge.global('site', await this.app.container.make(Site))
    edge.global('plainDate', plainDate)
    edge.global('fileSize', fileSize)
    if (this.app.inProduction) listComponentsOnce(edge)
  }
}

/**
 * Edge looks through every folder of components whenever it makes a renderer, and the CSP guard has one made for each
 * request, API and health checks included: four fifths of what a small answer costs. The files of a build do not change.
 */
function listComponentsOnce({ loader }: Edge): void {
  const list = loader.listComponents.bind(loader)
  let listed: ReturnType<typeof list> | null = null
  loader.listComponents = () => (listed ??= list())
}
