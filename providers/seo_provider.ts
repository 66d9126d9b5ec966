import { Encryption } from '@adonisjs/core/encryption'
import type { ApplicationService } from '@adonisjs/core/types'
import { Site } from '@pydotorg/platform/http'
import { KeptFiles } from '@pydotorg/platform/media'
import { PageHeads, SocialImages } from '@pydotorg/platform/seo'

/** What pages say of themselves to search engines and to sites that show links. */
export default class SeoProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(SocialImages, async (resolver) => {
      const [kept, encryption] = [await resolver.make(KeptFiles), await resolver.make(Encryption)]
      return new SocialImages(kept, encryption, (await resolver.make(Site)).name)
    })
    this.app.container.singleton(PageHeads, async (resolver) => {
      return new PageHeads(await resolver.make(Site), await resolver.make(SocialImages))
    })
  }

  async boot(): Promise<void> {
    const { default: edge } = await import('edge.js')
    edge.global('pageHeads', await this.app.container.make(PageHeads))
  }
}
