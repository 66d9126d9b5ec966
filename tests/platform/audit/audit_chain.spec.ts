import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { sampleRecord } from './sample_record.js'

/** What somebody with the owner's rights could do. */
async function tamper(sql: string): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.rawQuery('alter table audit_entries disable trigger user')
    await trx.rawQuery(sql)
    await trx.rawQuery('alter table audit_entries enable trigger user')
  })
}

/** Entries become part of the chain at commit, so these tests commit, and empty the table. */
test.group('The chain of the audit log', (group) => {
  let audit: AuditLog

  const empty = () => db.rawQuery('truncate audit_entries')
  const write = async (count: number) => {
    for (let i = 1; i <= count; i += 1) await audit.record(sampleRecord({ subject: { type: 'release', id: i } }))
  }

  group.each.setup(async () => {
    audit = await app.container.make(AuditLog)
    await empty()
    return async () => void (await empty())
  })

  test('holds when nothing was written', async ({ assert }) => {
    assert.deepEqual(await audit.verify(), { checked: 0, last: null, broken: null })
  })

  test('holds over entries with every kind of value', async ({ assert }) => {
    const after = { 'text': 'ü "quoted" \\ \n', '1': [1.5, 1e21, null, true], 'z': { b: 1, a: 'two  spaces' } }
    await audit.record(sampleRecord({ after, reason: 'why’s that?' }))
    await audit.record({ ...sampleRecord(), by: { actor: { id: null, name: 'anonymous' }, ip: '2001:db8::1' } })
    const { checked, last, broken } = await audit.verify()
    assert.deepEqual({ checked, position: last?.position, broken }, { checked: 2, position: 2, broken: null })
    assert.match(last?.hash ?? '', /^[0-9a-f]{64}$/)
  })

  test('has neither gap nor fork after 20 transactions at once, of which some are undone', async ({ assert }) => {
    const writers = Array.from({ length: 20 }, async (_, i) => {
      const trx = await db.transaction()
      await audit.record(sampleRecord({ subject: { type: 'writer', id: i } }), trx)
      await audit.record(sampleRecord({ subject: { type: 'writer', id: i } }), trx)
      await (i % 5 === 0 ? trx.rollback() : trx.commit())
    })
    await Promise.all(writers)
    const { rows } = await db.rawQuery(
      'select chain_position, previous_hash, hash from audit_entries order by chain_position'
    )
    assert.deepEqual(
      rows.map(({ chain_position: position }: { chain_position: number }) => position),
      Array.from({ length: 32 }, (_, i) => i + 1)
    )
    assert.equal(new Set(rows.map(({ previous_hash: hash }: { previous_hash: string }) => hash)).size, 32)
    assert.deepInclude(await audit.verify(), { checked: 32, broken: null })
  })

  test('makes nobody wait for a transaction that has written and is still open', async ({ assert }) => {
    const slow = await db.transaction()
    await audit.record(sampleRecord({ subject: { type: 'writer', id: 'slow' } }), slow)
    await audit.record(sampleRecord({ subject: { type: 'writer', id: 'quick' } }))
    await slow.commit()
    const { rows } = await db.rawQuery('select subject_id from audit_entries order by chain_position')
    assert.deepEqual(rows, [{ subject_id: 'quick' }, { subject_id: 'slow' }])
    assert.deepInclude(await audit.verify(), { checked: 2, broken: null })
  })

  test('is walked in batches', async ({ assert }) => {
    await db.rawQuery(
      `insert into audit_entries (action, subject_type, subject_id) select 'a.b.c', 'x', i::text from generate_series(1, 2500) i`
    )
    assert.deepInclude(await audit.verify(), { checked: 2500, broken: null })
  })

  test('shows an entry that was changed: {column}')
    .with([
      { column: 'actor', value: "'mallory'" },
      { column: 'actor_id', value: '1' },
      { column: 'action', value: "'a.b.c'" },
      { column: 'subject_id', value: "'99'" },
      { column: 'ip', value: "'203.0.113.1'" },
      { column: 'at', value: "at - interval '1 microsecond'" },
      { column: 'before', value: `'{"name": "forged"}'` },
      { column: 'after', value: 'null' },
      { column: 'reason', value: "''" },
      { column: 'previous_hash', value: "repeat('0', 64)" },
      { column: 'hash', value: "repeat('0', 64)" },
    ])
    .run(async ({ assert }, { column, value }) => {
      await write(3)
      await audit.record(sampleRecord({ after: { name: 'x' } }))
      await write(1)
      await tamper(`update audit_entries set "${column}" = ${value} where chain_position = 4`)
      const { checked, broken } = await audit.verify()
      assert.equal(checked, 3)
      assert.deepInclude(broken, { position: 4, reason: 'it is not what was written' })
      assert.isNumber(broken?.id)
    })

  test('shows an entry that was forged with a hash that fits', async ({ assert }) => {
    await write(3)
    await tamper(`
      update audit_entries set actor = 'mallory' where chain_position = 2;
      update audit_entries set hash = encode(sha256(convert_to(audit_entries_text(audit_entries), 'UTF8')), 'hex')
        where chain_position = 2`)
    const { broken } = await audit.verify()
    assert.deepInclude(broken, { position: 3, reason: 'it does not follow the one before' })
  })

  test('shows an entry that was taken out of the middle, or of the beginning', async ({ assert }) => {
    await write(3)
    await tamper('delete from audit_entries where chain_position = 2')
    assert.deepEqual((await audit.verify()).broken, { id: null, position: 2, reason: 'it was taken out' })
    await tamper('delete from audit_entries where chain_position = 1')
    assert.deepEqual((await audit.verify()).broken, { id: null, position: 1, reason: 'it was taken out' })
  })

  test('shows an entry that was written while the triggers were off', async ({ assert }) => {
    await write(1)
    await tamper(
      "insert into audit_entries (at, action, subject_type, subject_id) values (now(), 'a.b.c', 'x', 'smuggled')"
    )
    const { checked, broken } = await audit.verify()
    assert.equal(checked, 1)
    assert.deepInclude(broken, { position: null, reason: 'it was written past the chain' })
  })

  test('shows that the end was cut off, or written anew, to who has noted it', async ({ assert }) => {
    await write(3)
    const { last } = await audit.verify()
    assert.isNull((await audit.verify(last!)).broken)
    await tamper('delete from audit_entries where chain_position > 1')
    assert.isNull((await audit.verify()).broken)
    const reason = 'it was taken out, with all others up to 3'
    assert.deepEqual((await audit.verify(last!)).broken, { id: null, position: 2, reason })
    await write(2)
    assert.deepInclude((await audit.verify(last!)).broken, {
      position: 3,
      reason: 'it has another hash than was noted',
    })
  })
})
