import { nameHint } from '@pydotorg/platform/identity/name_hint'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import Banner from '#models/banner'

/** At most nine digits fit into an id. */
const ID = /^[1-9]\d{0,8}$/

/**
 * @param typed - a name or an id
 * @returns the banner
 * @throws OperatorMistake when there is none, with a name that was perhaps meant
 */
export async function findBanner(typed: string): Promise<Banner> {
  const named = await Banner.findBy('name', typed)
  const banner = named ?? (ID.test(typed) ? await Banner.find(Number(typed)) : null)
  if (banner) return banner
  const known = await Banner.query().select('name').orderBy('name').limit(1_000)
  const names = known.map(({ name }) => name)
  throw new OperatorMistake(`There is no banner “${typed}”.${nameHint(typed, names)}`)
}
