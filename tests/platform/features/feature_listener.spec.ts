import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { test } from '@japa/runner'
import { AnnouncementListener, type AnnouncementListenerOptions } from '@pydotorg/platform/announcements'
import { featureChannel, Features, readFeaturesOnce } from '@pydotorg/platform/features'
import pg from 'pg'
import { definition } from './definitions.js'
import { waitUntil } from './wait_until.js'

const DATABASE = String(process.env.DATABASE_URL)
const OWN_CONNECTIONS =
  "pid <> pg_backend_pid() and datname = current_database() and application_name = 'pydotorg announcements'"

/** Notifications come at commit, so these tests commit, and empty the tables afterwards. */
async function sql(statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: DATABASE })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

function newFeatures(): Features {
  return new Features([definition('events'), definition('jobs')])
}

/** A listener that does not outlive its test, and what it logged. */
function newListener(features: Features, options: Partial<AnnouncementListenerOptions> = {}) {
  const logged: string[] = []
  const log = {
    info: (message: string) => void logged.push(message),
    warn: (_details: object, message: string) => void logged.push(message),
  }
  const connection = { connectionString: DATABASE }
  const listener = new AnnouncementListener({ connection, log, ...options }).add(featureChannel(features))
  return { logged, listener }
}

/** Stands between a listener and the database, and can fall silent as a broken network does. */
async function startProxy(): Promise<{ port: number; freeze: () => void; thaw: () => void; stop: () => void }> {
  const { hostname, port } = new URL(DATABASE)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const upstream = connect(Number(port || 5432), hostname)
    for (const end of [socket, upstream]) {
      sockets.add(end)
      end.on('error', () => end.destroy())
    }
    socket.pipe(upstream).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => sockets.forEach((socket) => socket.unpipe().pause()),
    thaw: () => sockets.clear(),
    stop: () => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
    },
  }
}

test.group('Feature listener', (group) => {
  group.each.teardown(async () => {
    await sql('truncate features, feature_changes restart identity')
  })

  test('reads what is in force when it starts', async ({ assert, cleanup }) => {
    await sql("insert into features (key, state) values ('events', 'maintenance')")
    const features = newFeatures()
    const { listener } = newListener(features)
    cleanup(() => listener.stop())
    await listener.start()
    assert.equal(features.state('events'), 'maintenance')
  })

  test('hears of rows that are inserted, updated, deleted and truncated', async ({ assert, cleanup }) => {
    const features = newFeatures()
    const { listener } = newListener(features)
    cleanup(() => listener.stop())
    await listener.start()
    const becomes = (state: string) => waitUntil(() => features.state('events') === state, 1000)
    await sql("insert into features (key, state) values ('events', 'off')")
    assert.isTrue(await becomes('off'))
    await sql("update features set state = 'maintenance'")
    assert.isTrue(await becomes('maintenance'))
    await sql('delete from features')
    assert.isTrue(await becomes('on'))
    await sql("insert into features (key, state) values ('events', 'off')")
    assert.isTrue(await becomes('off'))
    await sql('truncate features')
    assert.isTrue(await becomes('on'))
  })

  test('hears nothing of what is rolled back', async ({ assert, cleanup }) => {
    const features = newFeatures()
    const { listener } = newListener(features)
    cleanup(() => listener.stop())
    await listener.start()
    await sql("begin; insert into features (key, state) values ('events', 'off'); rollback")
    assert.isFalse(await waitUntil(() => features.state('events') === 'off', 150))
  })

  test('ends with the last of many changes at once', async ({ assert, cleanup }) => {
    const features = newFeatures()
    const { listener } = newListener(features)
    cleanup(() => listener.stop())
    await listener.start()
    await sql("insert into features (key, state) values ('events', 'on'), ('jobs', 'on')")
    const flips = Array.from(
      { length: 50 },
      (_, n) => `update features set state = '${n % 2 ? 'off' : 'maintenance'}';`
    )
    await sql(flips.join(' '))
    assert.isTrue(await waitUntil(() => features.state('events') === 'off' && features.state('jobs') === 'off', 1000))
  })

  test('keeps the last known values when its connection is cut, and comes back by itself', async ({
    assert,
    cleanup,
  }) => {
    await sql("insert into features (key, state) values ('events', 'off')")
    const features = newFeatures()
    const { listener, logged } = newListener(features)
    cleanup(() => listener.stop())
    await listener.start()
    await sql(`select pg_terminate_backend(pid) from pg_stat_activity where ${OWN_CONNECTIONS}`)
    assert.isTrue(await waitUntil(() => !listener.isConnected, 1000))
    assert.equal(features.state('events'), 'off')
    await sql("update features set state = 'maintenance' where key = 'events'")
    assert.isTrue(await waitUntil(() => features.state('events') === 'maintenance', 2000))
    assert.isTrue(listener.isConnected)
    await sql("update features set state = 'on' where key = 'events'")
    assert.isTrue(await waitUntil(() => features.state('events') === 'on', 1000))
    assert.deepEqual(logged, [
      'announcements of the database cannot be heard; what is known stays in force',
      'announcements of the database are heard again',
    ])
  })

  test('notices a connection that died without saying so', async ({ assert, cleanup }) => {
    const proxy = await startProxy()
    cleanup(() => proxy.stop())
    const url = new URL(DATABASE)
    url.hostname = '127.0.0.1'
    url.port = String(proxy.port)
    const features = newFeatures()
    const connection = { connectionString: url.href }
    const { listener } = newListener(features, { connection, heartbeat: 100, patience: 300 })
    cleanup(() => listener.stop())
    await listener.start()
    assert.isTrue(listener.isConnected)
    proxy.freeze()
    await sql("insert into features (key, state) values ('events', 'off')")
    assert.isTrue(await waitUntil(() => features.state('events') === 'off', 3000))
  })

  test('starts with the defaults while the database is away, and says so once', async ({ assert, cleanup }) => {
    const features = newFeatures()
    const connection = { connectionString: 'postgres://root@127.0.0.1:1/nowhere' }
    const { listener, logged } = newListener(features, { connection })
    cleanup(() => listener.stop())
    await listener.start()
    assert.isFalse(listener.isConnected)
    assert.isTrue(features.isOn('events'))
    await waitUntil(() => false, 400)
    assert.lengthOf(logged, 1)
  })

  test('starts with the defaults while the tables are not there yet, and reads them once they are', async ({
    assert,
    cleanup,
  }) => {
    await sql('alter table features rename to features_elsewhere')
    cleanup(async () => {
      await sql('alter table if exists features_elsewhere rename to features')
    })
    const features = newFeatures()
    const { listener } = newListener(features)
    cleanup(() => listener.stop())
    await listener.start()
    assert.isFalse(listener.isConnected)
    await sql("insert into features_elsewhere (key, state) values ('events', 'off')")
    await sql('alter table features_elsewhere rename to features')
    assert.isTrue(await waitUntil(() => features.state('events') === 'off', 3000))
  })

  test('leaves no connection and no timer behind', async ({ assert }) => {
    const { listener } = newListener(newFeatures())
    await listener.start()
    const count = async () => Number((await sql(`select 1 from pg_stat_activity where ${OWN_CONNECTIONS}`)).rowCount)
    assert.equal(await count(), 1)
    await listener.stop()
    assert.isTrue(await waitUntil(async () => (await count()) === 0, 1000))
  })
})

test.group('Reading features once', (group) => {
  group.each.teardown(async () => {
    await sql('truncate features, feature_changes restart identity')
  })

  test('puts in force what the database has', async ({ assert }) => {
    await sql("insert into features (key, state) values ('events', 'maintenance')")
    const features = newFeatures()
    await readFeaturesOnce({ connectionString: DATABASE }, features)
    assert.equal(features.state('events'), 'maintenance')
  })

  test('leaves the features as they were when the database is away', async ({ assert }) => {
    const features = newFeatures()
    features.replace([{ key: 'events', state: 'off', rules: {} }])
    const nowhere = { connectionString: 'postgres://root@127.0.0.1:1/nowhere' }
    await assert.rejects(() => readFeaturesOnce(nowhere, features), /ECONNREFUSED/)
    assert.equal(features.state('events'), 'off')
  })
})
