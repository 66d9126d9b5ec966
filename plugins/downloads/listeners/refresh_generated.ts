import { refreshGenerated } from '#services/generated/refresh_generated'

/** Called when a release was published or changed, and when boxes came from elsewhere. */
export default async function refresh(): Promise<void> {
  await refreshGenerated()
}
