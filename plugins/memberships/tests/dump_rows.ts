import type { Dump } from '@pydotorg/platform/django_import'

/** Fields of a row that the test does not care about. */
const FIELDS = {
  membership_type: 0,
  legal_name: 'Ada King',
  preferred_name: 'Ada',
  email_address: 'ada@example.org',
  city: 'London',
  region: '',
  country: 'United Kingdom',
  postal_code: 'W1J 7NT',
  psf_code_of_conduct: true,
  psf_announcements: null,
  votes: false,
  last_vote_affirmation: null,
  created: '2014-05-01T10:00:00.123456Z',
  updated: '2014-05-02T10:00:00Z',
}

/**
 * @param pk - id of the membership
 * @param fields - what differs from a plain basic membership
 * @returns a row as Django's dumpdata writes it
 */
export function dumpRow(pk: unknown, fields: Readonly<Record<string, unknown>> = {}) {
  return { model: 'users.membership', pk, fields: { creator: null, ...FIELDS, ...fields } }
}

/**
 * @param rows - rows of a dump
 * @returns the same as the reader of dumps has them
 */
export function dumpOf(...rows: ReturnType<typeof dumpRow>[]): Dump {
  return { rows: rows.map((row, index) => ({ place: index + 1, ...row })), unreadable: [] }
}
