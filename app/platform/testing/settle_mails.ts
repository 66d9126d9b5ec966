import { setImmediate as nextTurn } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { Outbox } from '../mail/main.js'

/** The one that sends: a test of a provider makes applications of its own, and the service is the one made last. */
const site = app

/**
 * Waits until this process has written the mails of the requests that were answered. Mails are written after the answer:
 * one that is late would be kept when the rows of its test are rolled back. Every test that has a group with a
 * transaction does this by itself; one that rolls back in its middle has to ask for it.
 *
 * @example
 * await client.post('/accounts/tokens/').form(form)
 * await settleMails()
 * await rollback()
 */
export async function settleMails(): Promise<void> {
  // The client may have the answer before the server notices that it is out.
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  await (await site.container.make(Outbox)).settle(5_000)
}
