import CodeSample from '#models/code_sample'
import { SAMPLE_SESSIONS } from '#database/seeders/sample_sessions'

/**
 * Five samples for a site that has none. What staff changed or deleted since stays as they left it.
 *
 * @returns what it did
 */
export default async function seedSamples(): Promise<string> {
  if (await CodeSample.first()) return 'samples are there'
  const rows = SAMPLE_SESSIONS.map((session, index) => ({ ...session, isPublished: true, position: index + 1 }))
  await CodeSample.createMany(rows)
  return `added ${rows.length} samples`
}
