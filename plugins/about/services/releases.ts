import app from '@adonisjs/core/services/app'
import { Contracts } from '@pydotorg/platform/contracts'
import ReleaseDirectory, { type ListedRelease } from '@pydotorg/downloads/contracts/release_directory'

async function directory(): Promise<ReleaseDirectory | null> {
  const contracts = await app.container.make(Contracts)
  return contracts.optional(ReleaseDirectory)
}

/** @returns the final releases, the highest version first; none while downloads are off */
export async function finalReleases(): Promise<ListedRelease[]> {
  return (await (await directory())?.released()) ?? []
}

/** @returns the release that people should take now; null while it is not known */
export async function latestRelease(): Promise<ListedRelease | null> {
  return (await (await directory())?.latest()) ?? null
}
