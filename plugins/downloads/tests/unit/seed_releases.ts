import { readFile } from 'node:fs/promises'

interface SeedRelease {
  name: string
  files: { name: string; slug: string; os: string; url: string }[]
}

/**
 * @param names - of releases
 * @returns what the seed has of them
 */
export async function seedReleases(names: RegExp): Promise<SeedRelease[]> {
  const path = new URL('../../database/data/releases.json', import.meta.url)
  const all = JSON.parse(await readFile(path, 'utf8')) as SeedRelease[]
  return all.filter(({ name }) => names.test(name))
}
