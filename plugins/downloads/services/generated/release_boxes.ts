import { renderFragment } from '@pydotorg/platform/cache'
import type { GeneratedBox } from '@pydotorg/boxes/contracts/boxes'
import { INSTALL_MANAGER } from '#models/release'
import { loadCatalogue, type CataloguedRelease } from '#services/release_catalogue'
import { buttonFilesOf, type ButtonFile } from '#services/release_files'

/** What a system's block offers, the install manager before Python itself. */
interface SystemBlock {
  system: ButtonFile['system']
  offers: { release: CataloguedRelease; file: ButtonFile }[]
}

/**
 * The boxes that show the latest releases, by python.org's rules, which need a latest Python 3. python.org renews the
 * last two only while there is a latest Python 2 as well; here Python 3 alone suffices.
 *
 * @returns those that have something to show; the others are to stay as they are
 */
export async function releaseBoxes(): Promise<GeneratedBox[]> {
  const catalogue = await loadCatalogue({ latestOnly: true })
  const [python3, python2, manager] = [catalogue.latest(3), catalogue.latest(2), catalogue.latest(INSTALL_MANAGER)]
  if (!python3) return []
  const wanted = [manager, python3, python2].filter((release) => release !== null)
  const files = await buttonFilesOf(wanted.map(({ id }) => id))
  const sourceOf = (release: CataloguedRelease | null) =>
    files.find((file) => file.releaseId === release?.id && file.system.slug === 'source') ?? null
  const blocks = systemBlocks([manager, python3], files)
  const [source, source2] = [sourceOf(python3), sourceOf(python2)]
  const box = async (label: string, view: string, data: object): Promise<GeneratedBox> => {
    return { label, html: await renderFragment(`downloads::boxes/${view}`, { ...data }) }
  }
  return Promise.all([
    ...(blocks.length > 0 ? [box('supernav-python-downloads', 'supernav', { blocks })] : []),
    ...(source ? [box('download-sources', 'sources', { source, source2 })] : []),
    box('homepage-downloads', 'homepage', { python3 }),
  ])
}

/** By name of the system; systems without a file are left out. */
function systemBlocks(releases: readonly (CataloguedRelease | null)[], files: readonly ButtonFile[]): SystemBlock[] {
  const blocks = new Map<string, SystemBlock>()
  for (const release of releases.filter((one) => one !== null)) {
    for (const file of files.filter(({ releaseId }) => releaseId === release.id)) {
      const block = blocks.get(file.system.slug) ?? { system: file.system, offers: [] }
      block.offers.push({ release, file })
      blocks.set(file.system.slug, block)
    }
  }
  return [...blocks.values()].sort((a, b) => a.system.name.localeCompare(b.system.name, 'en'))
}
