import { firstSamples } from '#services/published_samples'
import { captionOf, sessionLines, sourceOf } from '#services/session_lines'

/** As many as python.org's home page shows. */
const SHOWN = 5

/**
 * Python at its prompt, for the home page.
 *
 * @returns null while nothing is published
 */
export default async function homeSection(): Promise<Record<string, unknown> | null> {
  const samples = await firstSamples(SHOWN)
  if (!samples.length) return null
  return { samples, captionOf, sessionLines, sourceOf }
}
