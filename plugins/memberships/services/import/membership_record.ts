import { errors } from '@vinejs/vine'
import { DateTime } from 'luxon'
import { membershipType, type MembershipType } from '#services/membership_types'
import { importedMembership } from '#validators/imported_membership'

/** A membership as the columns of its table; times are ISO texts in UTC. */
export interface MembershipRecord {
  id: number
  user_id: number | null
  type: MembershipType
  legal_name: string
  preferred_name: string
  email: string
  city: string
  region: string
  country: string
  postal_code: string
  psf_code_of_conduct: boolean
  psf_announcements: boolean
  votes: boolean
  last_vote_affirmation: string | null
  created_at: string
  updated_at: string
}

/** A row of a dump, before it is known whose it is. */
export interface ImportedMembership {
  /** Id of an account, a list with its name, or null for nobody's. */
  creator: unknown
  columns: Omit<MembershipRecord, 'user_id'>
}

/** Why a row cannot be taken in; a sentence for operators. */
export class BadRowError extends Error {
  override name = 'BadRowError'
}

function utc(moment: string): string {
  return DateTime.fromISO(moment, { zone: 'utc' }).toISO()!
}

/**
 * Reads a row of python.org's `users.membership`. What nobody was ever asked there (null) counts as not given.
 *
 * @param row - as Django's dumpdata writes it
 * @returns the row in the columns of this site
 * @throws BadRowError that names everything wrong with the row
 */
export async function readMembership(row: { pk: unknown; fields: unknown }): Promise<ImportedMembership> {
  const { pk, fields } = await validated(row)
  const columns = {
    id: pk,
    type: membershipType(fields.membership_type)!,
    legal_name: fields.legal_name,
    preferred_name: fields.preferred_name,
    email: fields.email_address,
    city: fields.city,
    region: fields.region,
    country: fields.country,
    postal_code: fields.postal_code,
    psf_code_of_conduct: fields.psf_code_of_conduct ?? false,
    psf_announcements: fields.psf_announcements ?? false,
    votes: fields.votes,
    last_vote_affirmation: fields.last_vote_affirmation && utc(fields.last_vote_affirmation),
    created_at: utc(fields.created),
    updated_at: utc(fields.updated),
  }
  return { creator: fields.creator, columns }
}

async function validated(row: unknown) {
  try {
    return await importedMembership.validate(row)
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    throw new BadRowError((error.messages as { message: string }[]).map(({ message }) => message).join('; '))
  }
}
