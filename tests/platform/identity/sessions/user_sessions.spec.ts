import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import redis from '@adonisjs/redis/services/main'
import { SessionCollection, ValuesStore } from '@adonisjs/session'
import type { SessionConfig, SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'
import { DEVICE, UserSessions, type User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'
import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { testRedis, useTestRedis } from '../../../test_redis.js'

type Config = SessionConfig & { store: string; stores: Record<string, SessionStoreFactory> }

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** What signing in leaves in a store of config/session.ts. */
class SignedIn {
  readonly #store: SessionStoreWithTaggingContract

  constructor(store: SessionStoreWithTaggingContract) {
    this.#store = store
  }

  async add(user: User, signedInAt: string): Promise<string> {
    const id = randomUUID()
    await this.#store.tag(id, String(user.id))
    const values = new ValuesStore({ auth_web: user.id })
    values.set(DEVICE, { ip: '192.0.2.7', userAgent: FIREFOX, signedInAt })
    await this.#store.write(id, values.all())
    return id
  }

  has(id: string): Promise<boolean> {
    return Promise.resolve(this.#store.read(id)).then((data) => data !== null)
  }

  /** As signing out does it: the session goes on, empty, and may be tagged still. */
  async signOut(id: string): Promise<void> {
    await this.#store.write(id, { words: 'of a guest' })
  }
}

async function open(name: string): Promise<{ sessions: UserSessions; signedIn: SignedIn }> {
  const config = await configProvider.resolve<Config>(app, app.config.get('session'))
  const store = config!.stores[name]!(null as never, config!) as SessionStoreWithTaggingContract
  const collection = new SessionCollection({ ...config!, store: name })
  return { sessions: new UserSessions(collection), signedIn: new SignedIn(store) }
}

useTestRedis()

for (const name of ['database', 'redis']) {
  test.group(`Where somebody is signed in, by the store ${name}`, (group) => {
    if (name === 'redis') {
      group.tap((member) => member.skip(!testRedis, 'there is no redis-server'))
      group.teardown(() => redis.quitAll())
    }
    const people: User[] = []
    group.each.setup(async () => {
      people.push(...(await UserFactory.createMany(2)))
      return async () => {
        for (const user of people.splice(0)) await user.delete()
      }
    })

    test('is listed with device, address and time, this one first, and without any id', async ({ assert }) => {
      const { sessions, signedIn } = await open(name)
      const ids = [
        await signedIn.add(people[0]!, '2026-11-01T08:00:00.000Z'),
        await signedIn.add(people[0]!, '2026-11-02T08:00:00.000Z'),
        await signedIn.add(people[0]!, '2026-11-03T08:00:00.000Z'),
      ]
      await signedIn.add(people[1]!, '2026-11-04T08:00:00.000Z')
      const list = await sessions.list(people[0]!, ids[0]!)
      assert.deepEqual(
        list.map(({ device, ip, signedInAt, isThisOne }) => [device, ip, signedInAt.toISODate(), isThisOne]),
        [
          ['Firefox on Linux', '192.0.2.7', '2026-11-01', true],
          ['Firefox on Linux', '192.0.2.7', '2026-11-03', false],
          ['Firefox on Linux', '192.0.2.7', '2026-11-02', false],
        ]
      )
      for (const id of ids) assert.notInclude(JSON.stringify(list), id)
      await sessions.endAll(people[0]!)
      await sessions.endAll(people[1]!)
    })

    test('ends one by one, and only by its owner', async ({ assert }) => {
      const { sessions, signedIn } = await open(name)
      const [ada, bob] = people as [User, User]
      const [here, there] = [
        await signedIn.add(ada, '2026-11-01T08:00:00Z'),
        await signedIn.add(ada, '2026-11-02T08:00:00Z'),
      ]
      const [, other] = await sessions.list(ada, here)
      assert.isFalse(await sessions.end(bob, other!.key))
      assert.isTrue(await signedIn.has(there))
      assert.isTrue(await sessions.end(ada, other!.key))
      assert.isFalse(await sessions.end(ada, other!.key))
      assert.deepEqual([await signedIn.has(here), await signedIn.has(there)], [true, false])
      await sessions.endAll(ada)
      assert.isFalse(await signedIn.has(here))
    })

    test('ends everywhere else at once', async ({ assert }) => {
      const { sessions, signedIn } = await open(name)
      const [ada, bob] = people as [User, User]
      const here = await signedIn.add(ada, '2026-11-01T08:00:00Z')
      const elsewhere = [
        await signedIn.add(ada, '2026-11-02T08:00:00Z'),
        await signedIn.add(ada, '2026-11-03T08:00:00Z'),
      ]
      const another = await signedIn.add(bob, '2026-11-02T08:00:00Z')
      assert.equal(await sessions.endOthers(ada, here), 2)
      assert.deepEqual(await Promise.all(elsewhere.map((id) => signedIn.has(id))), [false, false])
      assert.deepEqual([await signedIn.has(here), await signedIn.has(another)], [true, true])
      await sessions.endAll(ada)
      await sessions.endAll(bob)
    })

    test('is not where a browser has signed out', async ({ assert }) => {
      const { sessions, signedIn } = await open(name)
      const id = await signedIn.add(people[0]!, '2026-11-01T08:00:00Z')
      await signedIn.signOut(id)
      assert.isEmpty(await sessions.list(people[0]!, 'none'))
      await sessions.endAll(people[0]!)
    })
  })
}
