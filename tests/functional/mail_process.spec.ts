import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { eventually } from '#tests/platform/jobs/eventually'
import { freePort, SiteProcess } from '#tests/site_process'

/** As long as a process may take to do something of its own accord, on a machine that has other work. */
const PATIENT = { withinMs: 60_000 }

/** Asks for a new password as a browser does. */
async function askForPassword(port: number, email: string): Promise<Response> {
  const address = `http://127.0.0.1:${port}/accounts/password/reset/`
  const page = await fetch(address)
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const [, token = ''] = /name='_csrf' value='([^']+)'/.exec(await page.text()) ?? []
  const body = new URLSearchParams({ _csrf: token, email, email_body_text: 'write your message' })
  return fetch(address, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })
}

test.group('Mails of a process', () => {
  test('go to the server of its settings, and are sent before it ends when it was begun', async ({
    assert,
    cleanup,
  }) => {
    const logins: unknown[] = []
    let letIn = (): void => {}
    const held = new Promise<void>((resolve) => (letIn = resolve))
    const box = await MailBox.open({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        logins.push([username, password])
        // Until the process is asked to end.
        void held.then(() => done(null, { user: username }))
      },
    })
    cleanup(() => box.close())
    const user = await UserFactory.merge({ username: 'mailed', email: 'mailed@example.org' }).create()
    cleanup(() => user.delete())
    const site = new SiteProcess('bin/server.ts', await freePort(), {
      SESSION_DRIVER: 'database',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(box.port),
      SMTP_USERNAME: 'site',
      SMTP_PASSWORD: 'sesame',
      MAIL_FROM_ADDRESS: 'noreply@python.example',
      MAIL_FROM_NAME: 'Python',
    })
    cleanup(() => site.kill())
    await site.listening()

    // Nobody is let in yet, so the answer has waited for no mail.
    assert.equal((await askForPassword(site.port, user.email)).status, 303)
    await eventually(() => logins.length > 0, PATIENT)
    assert.lengthOf(box.arrivedSoFar(), 0)
    site.terminate()
    letIn()
    assert.equal(await site.exited(), 0)
    const [mail] = box.arrivedSoFar()
    assert.deepEqual(logins, [['site', 'sesame']])
    assert.deepEqual(mail?.to, [user.email])
    assert.deepInclude(mail?.parsed.from, { address: 'noreply@python.example', name: 'Python' })
    assert.equal(mail?.parsed.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated')
    assert.include(mail?.text, `${process.env.APP_URL}/accounts/password/reset/key/`)
    assert.notInclude(site.output, 'sesame')
    assert.notMatch(site.output, /reset\/key\/[\w-]{43}/)
  }).timeout(300_000)

  test('outlive it: what it could not send, the next one does', async ({ assert, cleanup }) => {
    const box = await MailBox.open()
    cleanup(() => box.close())
    const user = await UserFactory.merge({ username: 'patient', email: 'patient@example.org' }).create()
    cleanup(() => user.delete())
    const settings = { SESSION_DRIVER: 'database', SMTP_HOST: '127.0.0.1', SMTP_PORT: String(box.port) }
    const first = new SiteProcess('bin/server.ts', await freePort(), { ...settings, QUEUE_IN_WEB: 'false' })
    cleanup(() => first.kill())
    await first.listening()
    assert.equal((await askForPassword(first.port, user.email)).status, 303)
    first.terminate()
    assert.equal(await first.exited(), 0)
    assert.lengthOf(box.arrivedSoFar(), 0)

    const second = new SiteProcess('bin/server.ts', await freePort(), settings)
    cleanup(() => second.kill())
    await second.listening()
    await eventually(() => box.arrivedSoFar().length > 0, PATIENT)
    assert.deepEqual(box.arrivedSoFar()[0]?.to, [user.email])
  }).timeout(300_000)

  test('that no server takes are told in the log, and break nothing', async ({ assert, cleanup }) => {
    const user = await UserFactory.merge({ username: 'unmailed', email: 'unmailed@example.org' }).create()
    cleanup(() => user.delete())
    const site = new SiteProcess('bin/server.ts', await freePort(), {
      SESSION_DRIVER: 'database',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(await freePort()),
    })
    cleanup(() => site.kill())
    await site.listening()
    assert.equal((await askForPassword(site.port, user.email)).status, 303)
    await eventually(() => site.output.includes('a mail could not be sent'), PATIENT)
    assert.equal((await fetch(`http://127.0.0.1:${site.port}/health/live`)).status, 200)
    assert.notMatch(site.output, /reset\/key\/[\w-]{43}/)
  }).timeout(300_000)
})
