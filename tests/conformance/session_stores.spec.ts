import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import redis from '@adonisjs/redis/services/main'
import { SessionCollection } from '@adonisjs/session'
import type { SessionConfig, SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'
import { UserFactory } from '@pydotorg/platform/testing'
import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { testRedis, useTestRedis } from '../test_redis.js'

type Config = SessionConfig & { store: string; stores: Record<string, SessionStoreFactory> }

interface Opened {
  store: SessionStoreWithTaggingContract
  sessions: SessionCollection
}

/** The store of config/session.ts under its name, as a request and as a list of sessions see it. */
async function open(name: string): Promise<Opened> {
  const config = await configProvider.resolve<Config>(app, app.config.get('session'))
  const store = config!.stores[name]!(null as never, config!) as SessionStoreWithTaggingContract
  return { store, sessions: new SessionCollection({ ...config!, store: name }) }
}

useTestRedis()

for (const name of ['database', 'redis']) {
  test.group(`Sessions in the store ${name}`, (group) => {
    if (name === 'redis') {
      group.tap((member) => member.skip(!testRedis, 'there is no redis-server'))
      group.teardown(() => redis.quitAll())
    }

    test('are read as they were written, until they are ended', async ({ assert, cleanup }) => {
      const { store } = await open(name)
      const id = randomUUID()
      cleanup(() => store.destroy(id))
      assert.isNull(await store.read(id))
      await store.write(id, { auth_web: 7, words: ['a', 'b'] })
      assert.deepEqual(await store.read(id), { auth_web: 7, words: ['a', 'b'] })
      await store.destroy(id)
      assert.isNull(await store.read(id))
    })

    test('are found by whom they belong to, and end one by one', async ({ assert, cleanup }) => {
      const { store, sessions } = await open(name)
      const [ada, bob] = await UserFactory.createMany(2)
      cleanup(async () => {
        await Promise.all([ada!.delete(), bob!.delete()])
      })
      const [first, second, other] = [randomUUID(), randomUUID(), randomUUID()]
      for (const [id, user] of [
        [first, ada],
        [second, ada],
        [other, bob],
      ] as const) {
        // As signing in does it: the session is tagged before it is written.
        await store.tag(id, String(user!.id))
        await store.write(id, { auth_web: user!.id })
      }
      const ids = async () => (await sessions.tagged(String(ada!.id))).map(({ id }) => id)
      assert.sameMembers(await ids(), [first, second])
      await sessions.destroy(first)
      assert.deepEqual(await ids(), [second])
      assert.deepEqual(await store.read(other), { auth_web: bob!.id })
      await Promise.all([sessions.destroy(second), sessions.destroy(other)])
    })
  })
}
