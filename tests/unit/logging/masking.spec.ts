import { test } from '@japa/runner'
import { loggableAddress } from '#logging/loggable_address'
import { maskNamedValues, maskPasswords, maskSecrets } from '@pydotorg/platform/logging'

test.group('loggableAddress', () => {
  for (const [sent, logged] of [
    ['/', '/'],
    ['/downloads/?os=1&page=2', '/downloads/?os=1&page=2'],
    ['/reset/?token=abc&page=2', '/reset/?token=[masked]&page=2'],
    ['/api/?api_key=abc&username=u', '/api/?api_key=[masked]&username=u'],
    ['/login/callback?code=abc&state=def', '/login/callback?code=[masked]&state=[masked]'],
    ['/x/?password=a=b', '/x/?password=[masked]'],
    ['/x/?token', '/x/?token'],
    [
      `/accounts/password/reset/key/${'aB3-_'.repeat(9).slice(0, 43)}/?a=1`,
      '/accounts/password/reset/key/[masked]/?a=1',
    ],
    [
      `/accounts/login/?next=%2Faccounts%2Fconfirm%2Flink%2F${'aB3-_'.repeat(9).slice(0, 43)}%2F`,
      '/accounts/login/?next=%2Faccounts%2Fconfirm%2Flink%2F[masked]%2F',
    ],
  ]) {
    test(`logs ${sent} as ${logged}`, ({ assert }) => {
      assert.equal(loggableAddress(String(sent)), logged)
    })
  }

  test('cuts what is endless', ({ assert }) => {
    assert.lengthOf(loggableAddress(`/?q=${'x'.repeat(10_000)}`), 513)
  })
})

test.group('maskSecrets', () => {
  test('masks secret fields at any depth', ({ assert }) => {
    assert.deepEqual(
      maskSecrets({
        user: { name: 'Ada', password: 'x', keys: [{ apiKey: 'y', id: 1 }] },
        headers: { 'set-cookie': ['a'], 'Authorization': 'Token z', 'accept': '*/*' },
        csrfToken: 't',
        feature: { key: 'downloads' },
        code: 'ECONNREFUSED',
      }),
      {
        user: { name: 'Ada', password: '[masked]', keys: [{ apiKey: '[masked]', id: 1 }] },
        headers: { 'set-cookie': '[masked]', 'Authorization': '[masked]', 'accept': '*/*' },
        csrfToken: '[masked]',
        feature: { key: 'downloads' },
        code: 'ECONNREFUSED',
      }
    )
  })

  test('leaves errors and dates to the serializers', ({ assert }) => {
    const error = new Error('x')
    const date = new Date()
    assert.deepEqual(maskSecrets({ error, date }), { error, date })
  })

  test('ends on records that hold themselves', ({ assert }) => {
    const record: Record<string, unknown> = { name: 'loop' }
    record.self = record
    assert.include(JSON.stringify(maskSecrets(record)), '[too deep]')
  })
})

test.group('maskPasswords', () => {
  test('masks the password of an address in a sentence', ({ assert }) => {
    assert.equal(
      maskPasswords('cannot reach postgres://site:s3cr3t@db:5432/x and redis://:pw@cache/ but http://plain.test/'),
      'cannot reach postgres://site:[masked]@db:5432/x and redis://:[masked]@cache/ but http://plain.test/'
    )
  })
})

test.group('maskNamedValues', () => {
  test('what stands behind a secret name in a text is masked: {text}')
    .with([
      { text: 'refused: password=hunter2', masked: 'refused: password=[masked]' },
      { text: '{"api_key": "x y", "a": 1}', masked: '{"api_key": [masked], "a": 1}' },
      { text: 'Authorization: Bearer abc.def', masked: 'Authorization: [masked]' },
      { text: 'token=a:b==&page=1', masked: 'token=[masked]&page=1' },
      { text: 'the session ended: no answer', masked: 'the session ended: no answer' },
    ])
    .run(({ assert }, { text, masked }) => {
      assert.equal(maskNamedValues(text), masked)
    })
})
