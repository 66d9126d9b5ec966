import { test } from '@japa/runner'
import { defineSetting, readText, Settings } from '@pydotorg/platform/settings'

const about = { title: 'Something', summary: 'Something that changes.' }
const count = defineSetting({ ...about, key: 'pets.count', type: 'number', default: 5, min: 1, max: 20 })
const open = defineSetting({ ...about, key: 'pets.open', type: 'boolean', default: true })
const keeper = defineSetting({ ...about, key: 'pets.keeper', type: 'email', default: null, variable: 'PETS_EMAIL' })
const shop = defineSetting({ ...about, key: 'pets.shop', type: 'url', default: 'https://pets.example/' })
const rest = defineSetting({
  ...about,
  key: 'pets.rest',
  type: 'duration',
  default: '2 hours',
  min: '1 minute',
  max: '1 day',
})
const kind = defineSetting({
  ...about,
  key: 'pets.kind',
  type: 'choice',
  default: 'cat',
  choices: [
    { value: 'cat', label: 'Cats' },
    { value: 'dog', label: 'Dogs' },
  ],
})
const all = [count, open, keeper, shop, rest, kind]

function settingsOf(stored: Record<string, string>, environment: Record<string, string> = {}): Settings {
  const map = new Map(Object.entries(stored))
  return new Settings(() => map, environment)
}

test.group('Settings', () => {
  test('are what their declarations say until somebody decides', ({ assert }) => {
    const settings = settingsOf({})
    // The types are part of the promise: each of these lines is an error of the compiler when inference is lost.
    const numbers: number[] = [settings.read(count), settings.read(rest)]
    const yes: boolean = settings.read(open)
    const nobody: string | null = settings.read(keeper)
    const address: string = settings.read(shop)
    const one: 'cat' | 'dog' = settings.read(kind)
    assert.deepEqual(
      [...numbers, yes, nobody, address, one],
      [5, 7_200_000, true, null, 'https://pets.example/', 'cat']
    )
    assert.containSubset(settings.explain(count), { source: 'default', text: '5', stored: null, lockedBy: null })
  })

  test('are what operators decided, as values', ({ assert }) => {
    const stored = { 'pets.count': '7', 'pets.open': 'false', 'pets.keeper': 'ada@example.org', 'pets.rest': '1 hour' }
    const settings = settingsOf(stored)
    assert.deepEqual(
      [settings.read(count), settings.read(open), settings.read(keeper), settings.read(rest)],
      [7, false, 'ada@example.org', 3_600_000]
    )
    assert.containSubset(settings.explain(count), { source: 'set', value: 7, stored: '7' })
  })

  test('follow a change', ({ assert }) => {
    let stored = new Map([['pets.count', '7']])
    const settings = new Settings(() => stored)
    assert.equal(settings.read(count), 7)
    stored = new Map([['pets.count', '8']])
    assert.equal(settings.read(count), 8)
    stored = new Map()
    assert.equal(settings.read(count), 5)
  })

  test('are locked by a variable of their own, or by the one that they had before', ({ assert }) => {
    const environment = { SETTING_PETS__COUNT: '9', PETS_EMAIL: 'old@example.org', SETTING_PETS__SHOP: ' ' }
    const settings = settingsOf({ 'pets.count': '7', 'pets.keeper': 'ada@example.org' }, environment)
    assert.equal(settings.read(count), 9)
    assert.equal(settings.read(keeper), 'old@example.org')
    assert.equal(settings.read(shop), 'https://pets.example/')
    assert.containSubset(settings.explain(count), { source: 'locked', lockedBy: 'SETTING_PETS__COUNT', stored: '7' })
    const both = settingsOf({}, { ...environment, SETTING_PETS__KEEPER: 'new@example.org' })
    assert.equal(both.read(keeper), 'new@example.org')
  })

  test('say which variable is wrong, before anything starts', ({ assert }) => {
    const settings = settingsOf({}, { SETTING_PETS__COUNT: 'many' })
    assert.throws(
      () => settings.refuseWrongEnvironment(all),
      'The environment variable SETTING_PETS__COUNT is "many". Write a whole number from 1 to 20.'
    )
    assert.doesNotThrow(() => settingsOf({}, { SETTING_PETS__COUNT: '3' }).refuseWrongEnvironment(all))
  })

  test('fall back to the default where the table no longer fits, and tell', ({ assert }) => {
    const settings = settingsOf({ 'pets.count': '40', 'pets.kind': 'fish', 'birds.count': '2' })
    assert.equal(settings.read(count), 5)
    assert.equal(settings.read(kind), 'cat')
    assert.containSubset(settings.explain(count), { source: 'default', stored: '40', text: '5' })
    assert.deepEqual(settings.troubles(all), [
      'pets.count is "40" in the database, and the default counts. Write a whole number from 1 to 20.',
      'pets.kind is "fish" in the database, and the default counts. Choose one of cat, dog.',
      'birds.count stands in the database, but no plugin declares it.',
    ])
  })

  test('cannot be declared with a default outside of their bounds, or under a wrong key', ({ assert }) => {
    const declared = { ...about, type: 'number', default: 50, min: 1, max: 20 } as const
    assert.throws(() => defineSetting({ ...declared, key: 'pets.most' }), 'Write a whole number from 1 to 20.')
    assert.throws(() => defineSetting({ ...declared, key: 'most', default: 5 }), /is no key of a setting/)
  })
})

test.group('Texts of settings', () => {
  test('$i: a {kind} takes “{typed}”')
    .with(
      (
        [
          [count, ' 007 ', '7'],
          [count, '20', '20'],
          [open, 'Yes', 'true'],
          [open, 'off', 'false'],
          [keeper, '', ''],
          [keeper, ' ada@example.org ', 'ada@example.org'],
          [shop, 'http://[::1]/x', 'http://[::1]/x'],
          [rest, '90 minutes', '90 minutes'],
          [kind, 'dog', 'dog'],
        ] as const
      ).map(([setting, typed, kept]) => ({ kind: setting.declaration.type, setting, typed, kept }))
    )
    .run(({ assert }, { setting, typed, kept }) => {
      assert.equal(readText(setting.declaration, typed).text, kept)
    })

  test('$i: a {kind} refuses “{typed}”')
    .with(
      (
        [
          [count, '0', 'from 1 to 20'],
          [count, '21', 'from 1 to 20'],
          [count, '1.5', 'whole number'],
          [count, '', 'whole number'],
          [open, 'perhaps', 'true or false'],
          [keeper, 'ada', 'e-mail address'],
          [keeper, 'ada@example.org\nBcc: eve@example.org', 'one line'],
          [keeper, 'ada@example.org, eve@example.org', 'e-mail address'],
          [shop, '', 'cannot be empty'],
          [shop, 'javascript:alert(1)', 'https://'],
          [shop, 'https://', 'https://'],
          [shop, `https://pets.example/${'x'.repeat(500)}`, 'at most 500'],
          [rest, '30 seconds', 'from 1 minute to 1 day'],
          [rest, '2 days', 'from 1 minute to 1 day'],
          [rest, '3 apples', 'from 1 minute to 1 day'],
          [rest, '3600000', 'from 1 minute to 1 day'],
          [kind, 'fish', 'one of cat, dog'],
        ] as const
      ).map(([setting, typed, words]) => ({ kind: setting.declaration.type, setting, typed, words }))
    )
    .run(({ assert }, { setting, typed, words }) => {
      assert.throws(() => readText(setting.declaration, typed), new RegExp(words))
    })
})
