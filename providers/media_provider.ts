import type { ApplicationService } from '@adonisjs/core/types'
import {
  DirectUploads,
  ImageVariants,
  KeptFiles,
  MediaCleaning,
  MediaLibrary,
  MediaStore,
  pictureOf,
  thumbnailOf,
} from '@pydotorg/platform/media'

/** Uploads and what is made of them. The disk is not asked before somebody uploads or looks at something. */
export default class MediaProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    container.singleton(MediaStore, async (resolver) => new MediaStore((await resolver.make('drive.manager')).use()))
    container.singleton(MediaLibrary, async (resolver) => new MediaLibrary(await resolver.make(MediaStore)))
    container.singleton(KeptFiles, async (resolver) => new KeptFiles(await resolver.make(MediaStore)))
    container.singleton(ImageVariants, async (resolver) => {
      return new ImageVariants(await resolver.make(MediaStore), await resolver.make(KeptFiles))
    })
    container.singleton(DirectUploads, async (resolver) => {
      return new DirectUploads(await resolver.make(MediaStore), await resolver.make(MediaLibrary))
    })
    container.bind(MediaCleaning, async (resolver) => {
      const [library, store] = [await resolver.make(MediaLibrary), await resolver.make(MediaStore)]
      return new MediaCleaning(library, store, await resolver.make(DirectUploads))
    })
  }

  async boot(): Promise<void> {
    const { default: edge } = await import('edge.js')
    edge.global('pictureOf', pictureOf)
    edge.global('thumbnailOf', thumbnailOf)
  }
}
