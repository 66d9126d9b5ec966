/**
 * Holds a clone's server until its standard input ends. Runs inside a
 * clone made by fixture.js, beside that clone's own copy of the launcher.
 */
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const { startEmbeddedPostgres } = await import('../../../bin/launcher/embedded_postgres.js')
const { findFreePort } = await import('../../../bin/launcher/free_port.js')

/** @type {{ root: string, placements?: import('../../../bin/launcher/postgres_placement.js').PlacementKind[], takenFirst?: boolean }} */
const { root, placements, takenFirst = false } = JSON.parse(process.argv[2] ?? '{}')

let calls = 0
/** The first port offered is one that somebody else has just taken. */
async function choosePort() {
  const port = await findFreePort()
  if (calls++ === 0 && takenFirst)
    await new Promise((done) =>
      createServer()
        .unref()
        .listen(port, '127.0.0.1', () => done(null))
    )
  return port
}

// A kill -9 loses nothing that the system has taken; only a power cut would, and
// flushing to a real disk is most of what these tests would wait for.
const settings = { fsync: 'off' }
const stateDir = join(root, 'tmp', 'postgres')
const server = await startEmbeddedPostgres({ root, stateDir, settings, placements, choosePort })
console.log(JSON.stringify({ ...server, portsTried: calls }))

// A stopped test run signals its whole group; the server must still be stopped first.
process.on('SIGTERM', () => {})

// Also when the test is gone and nobody can say "stop" any more.
createInterface({ input: process.stdin }).once('close', async () => {
  await server.stop()
  process.exit()
})
