import db from '@adonisjs/lucid/services/db'
import { TEMPLATE_NAMES, templateWords } from '#services/page_templates'

/** More names than python.org has. */
const MOST = 100

/**
 * @returns names of templates that pages may have, and those that they have: python.org's are many, and one that is kept is
 *   not lost when its page is saved
 */
export async function templateChoices(): Promise<{ value: string; label: string }[]> {
  const kept: { template_name: string }[] = await db.from('pages_pages').distinct('template_name').limit(MOST)
  const names = new Set([...TEMPLATE_NAMES, ...kept.map(({ template_name: name }) => name)])
  names.delete('')
  return [...names].sort().map((value) => ({ value, label: `${value}: ${templateWords(value)}` }))
}
