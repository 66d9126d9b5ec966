import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { MembershipFactory } from '#database/factories/membership_factory'
import Membership from '#models/membership'
import { MembershipImporter } from '#services/import/membership_importer'
import { dumpOf, dumpRow } from '#tests/dump_rows'

type Row = ReturnType<typeof dumpRow>

const importRows = (...rows: Row[]) => new MembershipImporter().run(dumpOf(...rows))

test.group('Import of memberships', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('keeps ids, accounts, levels and times', async ({ assert }) => {
    const user = await UserFactory.create()
    const affirmed = '2025-06-10T08:30:00Z'
    const fields = { creator: user.id, membership_type: 5, votes: true, last_vote_affirmation: affirmed }
    const report = await importRows(dumpRow(17, { ...fields, psf_announcements: true }))
    assert.containsSubset(report, { rows: 1, created: 1, bad: [] })
    const membership = await Membership.findOrFail(17)
    assert.containsSubset(membership.$attributes, {
      userId: user.id,
      type: 'fellow',
      legalName: 'Ada King',
      email: 'ada@example.org',
      region: '',
      psfCodeOfConduct: true,
      psfAnnouncements: true,
      votes: true,
    })
    assert.equal(membership.lastVoteAffirmation?.toMillis(), DateTime.fromISO(affirmed).toMillis())
    assert.equal(membership.createdAt.toUTC().toISO(), '2014-05-01T10:00:00.123Z')
    assert.equal(membership.updatedAt.toUTC().toISO(), '2014-05-02T10:00:00.000Z')
  })

  test('invents no affirmation, and takes what nobody was asked for not given', async ({ assert }) => {
    await importRows(dumpRow(17, { votes: true, psf_code_of_conduct: null }))
    const membership = await Membership.findOrFail(17)
    assert.isTrue(membership.votes)
    assert.isNull(membership.lastVoteAffirmation)
    assert.isFalse(membership.psfCodeOfConduct)
    assert.isFalse(membership.psfAnnouncements)
    assert.isNull(membership.userId)
  })

  test('makes managing members contributing ones', async ({ assert }) => {
    await importRows(dumpRow(1, { membership_type: 3 }), dumpRow(2, { membership_type: 'managing' }))
    const types = (await Membership.query().orderBy('id')).map(({ type }) => type)
    assert.deepEqual(types, ['contributing', 'contributing'])
  })

  test('changes nothing when it runs again, and then only what is new', async ({ assert }) => {
    const user = await UserFactory.create()
    const rows = [dumpRow(1, { creator: user.id }), dumpRow(2)]
    await importRows(...rows)
    const before = await Membership.query().orderBy('id')
    assert.containsSubset(await importRows(...rows), { created: 0, updated: 0, unchanged: 2, bad: [] })
    const after = await Membership.query().orderBy('id')
    assert.deepEqual(
      after.map(({ $attributes }) => $attributes),
      before.map(({ $attributes }) => $attributes)
    )

    const moved = dumpRow(2, { city: 'Paris', updated: '2020-01-01T00:00:00Z' })
    assert.containsSubset(await importRows(rows[0]!, moved), { created: 0, updated: 1, unchanged: 1 })
    assert.equal((await Membership.findOrFail(2)).city, 'Paris')
  })

  test('leaves what a member changed here since, and says so', async ({ assert }) => {
    await importRows(dumpRow(1))
    await (await Membership.findOrFail(1)).merge({ city: 'Paris' }).save()
    const report = await importRows(dumpRow(1, { city: 'Rome' }))
    assert.deepEqual(report.kept, [{ place: 'row 1 (id 1)', reason: 'was changed here later' }])
    assert.equal(report.written, 0)
    assert.equal((await Membership.findOrFail(1)).city, 'Paris')
  })

  test('tells of each bad row, and takes the others in', async ({ assert }) => {
    const [first, second, member] = await UserFactory.createMany(3)
    const own = await MembershipFactory.merge({ userId: member!.id }).create()
    await importRows(dumpRow(7, { creator: first!.id }))
    const report = await importRows(
      dumpRow(1, { membership_type: 9 }),
      dumpRow(2, { email_address: 'a'.repeat(255), votes: null }),
      dumpRow(3, { creator: 2_000_000_000 }),
      dumpRow(4, { creator: member!.id }),
      dumpRow(7, { creator: second!.id }),
      dumpRow(7, { creator: null }),
      dumpRow(9, { creator: second!.id }),
      dumpRow('10'),
      dumpRow(11, { legal_name: 'Ada\0' }),
      dumpRow(12, { created: 'yesterday' }),
      dumpRow(13),
      dumpRow(14, { creator: 'ada' })
    )
    assert.deepEqual(
      report.bad.map(({ place, reason }) => `${place}: ${reason}`),
      [
        'row 1 (id 1): The membership_type field names no level: 9',
        'row 2 (id 2): The email_address field must not be greater than 254 characters; The votes field must be defined',
        'row 8 (id 10): The pk field must be a number',
        'row 9 (id 11): The legal_name field format is invalid',
        'row 10 (id 12): The created field must be a moment such as 2025-10-07T00:00:00Z',
        'row 12 (id 14): The creator field must be an id or a list with a name',
        'row 3 (id 3): account 2000000000 is not here; take accounts in first, by user:import',
        'row 6 (id 7): an earlier row has the id 7',
        `row 7 (id 9): an earlier row has account ${second!.id}`,
        `row 4 (id 4): account ${member!.id} has membership ${own.id} here already`,
        `row 5 (id 7): membership 7 belongs to account ${first!.id} here, not to ${second!.id}`,
      ]
    )
    assert.equal(report.created, 1)
    assert.deepEqual(
      (await Membership.query().orderBy('id')).map(({ id }) => id),
      [7, 13, own.id]
    )
  })

  test('knows accounts by their names, too, as --natural-foreign writes them', async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'Ada' }).create()
    const report = await importRows(dumpRow(1, { creator: ['Ada'] }), dumpRow(2, { creator: ['nobody'] }))
    assert.equal((await Membership.findOrFail(1)).userId, user.id)
    assert.deepEqual(report.bad, [
      { place: 'row 2 (id 2)', reason: 'account nobody is not here; take accounts in first, by user:import' },
    ])
    assert.containsSubset(await importRows(dumpRow(1, { creator: user.id })), { unchanged: 1 })
  })

  test('passes over rows of other models, and tells of what is no row', async ({ assert }) => {
    const { rows } = dumpOf({ ...dumpRow(1), model: 'users.user' }, dumpRow(1))
    const report = await new MembershipImporter().run({ rows, unreadable: [3] })
    assert.equal(report.created, 1)
    assert.deepEqual(report.bad, [{ place: 'row 3', reason: 'it is no object of a model' }])
  })

  test('keeps its own next id behind those that came', async ({ assert }) => {
    await importRows(dumpRow(2_000_000))
    assert.equal((await MembershipFactory.create()).id, 2_000_001)
    await importRows(dumpRow(3))
    assert.equal((await MembershipFactory.create()).id, 2_000_002)
  })

  test('asks the database a few times for 500 rows, not once for each', async ({ assert }) => {
    const rows = Array.from({ length: 1001 }, (_, index) => dumpRow(index + 1))
    const queries = await countQueries(() => importRows(...rows))
    assert.isAtMost(queries.length, 3 * 4 + 1)
    assert.equal(Number((await Membership.query().count('* as total'))[0]!.$extras.total), 1001)
  })
})
