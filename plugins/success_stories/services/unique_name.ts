import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { formError } from '@pydotorg/platform/http'
import { slugify } from '@pydotorg/platform/models'
import Story from '#models/story'

/** As long as the column. */
const LONGEST = 200

/** Addresses below /success-stories/ that are no story. */
const RESERVED = ['category', 'create', 'submissions']

const UNIQUE_VIOLATION = '23505'

/**
 * The slug of a new name. Behaviour kept from python.org: neither the name nor the slug made from it may be there.
 *
 * @param name - what somebody calls a story
 * @param trx - in which it is written
 * @param own - id of the story itself, when it is there already
 * @returns the slug
 * @throws E_VALIDATION_ERROR when name or slug is taken, or when no address can be made of the name
 */
export async function uniqueSlug(name: string, trx: TransactionClientContract, own?: number): Promise<string> {
  const slug = slugOf(name)
  const taken = await Story.query({ client: trx })
    .where((either) => either.where('name', name).orWhere('slug', slug))
    .whereNot('id', own ?? 0)
    .first()
  if (taken || RESERVED.includes(slug)) throw nameTaken()
  return slug
}

/**
 * What staff call a story, and the address that they may write themselves.
 *
 * @param story - as it is to be
 * @param trx - in which it is written
 * @throws E_VALIDATION_ERROR beside the field when name or slug is another story's, or the slug is another page's
 */
export async function refuseTaken(
  { id, name, slug }: Pick<Story, 'name' | 'slug'> & { id?: number },
  trx: TransactionClientContract
): Promise<void> {
  const others = () => Story.query({ client: trx }).whereNot('id', id ?? 0)
  if (await others().where('name', name).first()) throw nameTaken()
  if (RESERVED.includes(slug) || (await others().where('slug', slug).first())) {
    throw formError('slug', 'Another page has this address.', 'unique')
  }
}

/**
 * @param name - what somebody calls a story
 * @returns the last part of its address
 * @throws E_VALIDATION_ERROR when no address can be made of the name
 */
export function slugOf(name: string): string {
  const slug = slugify(name).slice(0, LONGEST)
  if (slug !== '') return slug
  throw formError('name', 'Use a letter of the Latin alphabet or a digit: the address is made of them.', 'slug')
}

/**
 * Two who send the same name at the same time both find it free; the second is told by the table.
 *
 * @param error - what a write threw
 * @returns what to throw instead
 */
export function asTakenName(error: unknown): unknown {
  return (error as { code?: string }).code === UNIQUE_VIOLATION ? nameTaken() : error
}

function nameTaken(): Error {
  return formError('name', 'Please use a unique name.', 'unique')
}
