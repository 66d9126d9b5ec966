import type { ApplicationService } from '@adonisjs/core/types'
import { Fastly, SharedCopies } from '@pydotorg/platform/cdn'

/** Tells the CDN, where there is one, what it has to forget. */
export default class CdnProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    container.singleton(Fastly, async () => new Fastly((await import('#config/cdn')).default))
    container.singleton(SharedCopies, async (resolver) => {
      const [fastly, log] = [await resolver.make(Fastly), await resolver.make('logger')]
      return new SharedCopies((keys) => {
        if (fastly.isConfigured) void purgeSoon(keys).catch((error) => log.error({ err: error, keys }, NOT_TOLD))
      })
    })
  }
}

const NOT_TOLD = 'the CDN could not be told of a change: purge these keys by hand'

/** Loaded when it is needed: a job asks for an application that has booted. */
async function purgeSoon(keys: string[]): Promise<void> {
  const { default: PurgeCdn } = await import('@pydotorg/platform/jobs/own/purge_cdn')
  await PurgeCdn.soon(keys)
}
