import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** How the log calls imports of the data that come with this plugin. */
export const SEED = 'seed'

const FILES = ['operating_systems', 'branches', 'releases']

/** The data files as they are, and what tells them from those of another version of this plugin. */
export interface SeedData {
  /** JSON of the operating systems, the branches, and the releases. */
  texts: string[]
  /** SHA-256 of all of them. */
  hash: string
}

/**
 * @returns the data that come with this plugin; quick, because each start of the site asks whether they are in
 * @throws Error when a data file is missing
 */
export async function readSeedData(): Promise<SeedData> {
  const texts = await Promise.all(
    FILES.map((file) => readFile(new URL(`../../database/data/${file}.json`, import.meta.url), 'utf8'))
  )
  return { texts, hash: createHash('sha256').update(texts.join('\n')).digest('hex') }
}
