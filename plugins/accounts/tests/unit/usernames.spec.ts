import { test } from '@japa/runner'
import { isReserved, PROFILE_NAME, USERNAME_CHARACTERS } from '#services/usernames'

test.group('Usernames', () => {
  test('are made of the characters that python.org took', ({ assert }) => {
    for (const name of ['ada', 'Ada.L', 'a@b', 'a+b', '_x-']) assert.match(name, USERNAME_CHARACTERS)
    for (const name of ['', 'a b', 'ä', 'a/b', 'a\n', 'a:b']) assert.notMatch(name, USERNAME_CHARACTERS)
  })

  test('are no paths of the site and no names of its staff, in any case', ({ assert }) => {
    for (const name of ['edit', 'Membership', 'NOMINATIONS', 'sponsorships', 'admin', 'Python', '.', '..']) {
      assert.isTrue(isReserved(name), name)
    }
    for (const name of ['editor', 'ada', '.net', 'admins']) assert.isFalse(isReserved(name), name)
  })

  test('stand in addresses of profiles, and other paths do not', ({ assert }) => {
    for (const name of ['ada', 'editor', 'membership2', 'a@b.c']) assert.match(name, PROFILE_NAME)
    for (const name of ['edit', 'membership', 'Nominations', 'sponsorships']) assert.notMatch(name, PROFILE_NAME)
  })
})
