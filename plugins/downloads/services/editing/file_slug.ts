import type { QueryClientContract } from '@adonisjs/lucid/types/database'

const NUMBERED = /^Python (\d+(?:\.\d+)*)(?:(a|b|c|rc)(\d+))?$/

/** Tries before somebody has to think of a slug. */
const MOST_TRIES = 100

const LONGEST = 200

/**
 * The slug of a file, by the rule of python.org's release tools, which keeps capitals.
 *
 * @param release - that the file belongs to
 * @param name - of the file
 * @returns the version without its dots, the mark of a pre-release and the words of the name
 * @example
 * fileSlug({ name: 'Python 3.14.0rc2', slug: 'python-3140rc2' }, 'Windows installer (64-bit)')
 * // '3140-rc2-Windows-installer-64-bit'
 */
export function fileSlug(release: { name: string; slug: string }, name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_\s-]/g, '')
    .trim()
    .replace(/[-\s]+/g, '-')
  return `${prefixOf(release)}-${words}`.slice(0, LONGEST)
}

function prefixOf({ name, slug }: { name: string; slug: string }): string {
  const [, numbers, stage, number] = NUMBERED.exec(name) ?? []
  if (!numbers) return slug
  return numbers.replaceAll('.', '') + (stage ? `-${stage}${number}` : '')
}

/**
 * @param wanted - slugs, in their order
 * @param client - of the database
 * @returns the same, with a number behind each that a file or an earlier one has already; by one query
 */
export async function freeSlugs(wanted: readonly string[], client: QueryClientContract): Promise<string[]> {
  if (wanted.length === 0) return []
  const candidates = wanted.flatMap(triesOf)
  const rows: { slug: string }[] = await client
    .from('downloads_release_files')
    .whereIn('slug', [...new Set(candidates)])
    .select('slug')
  const taken = new Set(rows.map(({ slug }) => slug))
  return wanted.map((slug) => {
    const free = triesOf(slug).find((one) => !taken.has(one)) ?? slug
    taken.add(free)
    return free
  })
}

function triesOf(slug: string): string[] {
  const numbered = Array.from({ length: MOST_TRIES - 1 }, (_, index) => {
    const end = `-${index + 2}`
    return slug.slice(0, LONGEST - end.length) + end
  })
  return [slug, ...numbered]
}
