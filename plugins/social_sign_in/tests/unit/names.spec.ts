import { test } from '@japa/runner'
import { addressOf, nameOf, splitName, subjectOf } from '#services/provider_names'
import { candidates, suggestions } from '#services/usernames'

test.group('Names that providers tell', () => {
  test('are split at the first space', ({ assert }) => {
    assert.deepEqual(splitName('Ada King Lovelace'), { firstName: 'Ada', lastName: 'King Lovelace' })
    assert.deepEqual(splitName('  Guido '), { firstName: 'Guido', lastName: '' })
  })

  test('may be missing, or no text at all', ({ assert }) => {
    for (const missing of [undefined, null, '', 7, {}]) {
      assert.deepEqual(splitName(missing), { firstName: '', lastName: '' })
    }
  })

  test('are as long as names may be here', ({ assert }) => {
    assert.lengthOf(nameOf('a'.repeat(200)), 150)
  })

  test('come with an address, or with none', ({ assert }) => {
    assert.equal(addressOf(' ada@example.org '), 'ada@example.org')
    for (const none of [undefined, null, '', 'ada', 'a b@c', `${'a'.repeat(250)}@b.cd`]) assert.isNull(addressOf(none))
  })

  test('come with an id, without which nobody is let in', ({ assert }) => {
    assert.equal(subjectOf(583231), '583231')
    assert.equal(subjectOf('auth0|1'), 'auth0|1')
    for (const none of [undefined, null, '', {}, 'a'.repeat(256)]) assert.throws(() => subjectOf(none), /did not say/)
  })
})

test.group('Usernames that are offered', () => {
  test('begin with the one that the person has elsewhere', ({ assert }) => {
    assert.deepEqual(candidates('ada', 'Ada Lovelace').slice(0, 4), ['ada', 'Ada.Lovelace', 'ada.py', 'ada2'])
  })

  test('have only characters that a username may have', ({ assert }) => {
    assert.equal(candidates('Zoë Müller!', '')[0], 'ZoeMuller')
    assert.equal(candidates('..', 'Élodie Dupont')[0], 'Elodie.Dupont')
    assert.deepEqual(candidates('王', '小明'), [])
    for (const name of candidates('a'.repeat(300), '')) assert.isAtMost(name.length, 150)
  })

  test('are the wish itself when it is free', ({ assert }) => {
    assert.deepEqual(suggestions(['ada', 'ada2'], ['ada', 'ada2']), { first: 'ada', taken: null, others: [] })
    assert.deepEqual(suggestions([], []), { first: '', taken: null, others: [] })
  })

  test('are others when it is taken', ({ assert }) => {
    assert.deepEqual(suggestions(['ada', 'ada2', 'ada3'], ['ada2', 'ada3']), {
      first: 'ada2',
      taken: 'ada',
      others: ['ada3'],
    })
  })
})
