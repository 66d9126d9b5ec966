import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FolderTransport } from '@pydotorg/platform/mail'
import { test } from '@japa/runner'
import { mailSettings } from '#config/mail'

const MESSAGE = {
  from: { address: 'site@example.org', name: 'Site' },
  to: ['ada@example.org'],
  subject: 'Häßlich <b>',
  text: 'Grüße & Küsse',
  html: '<p>Grüße</p><script>alert(1)</script>',
  attachments: [{ filename: 'a.txt', content: 'attached' }],
}

/** @returns the name that the mail has in the folder */
async function written(cleanup: (work: () => Promise<void>) => void): Promise<string> {
  const { folder } = mailSettings
  const before = new Set(await readdir(folder).catch(() => []))
  await new FolderTransport(folder).send({ ...MESSAGE })
  const file = (await readdir(folder)).find((each) => !before.has(each))!
  cleanup(() => rm(join(folder, file)))
  return file.replace(/\.eml$/, '')
}

test.group('The outbox of developers', () => {
  test('lists mails, newest first, and shows one with its text, headers and source', async ({ client, cleanup }) => {
    const name = await written(cleanup)
    const list = await client.get('/outbox/')
    list.assertStatus(200)
    list.assertTextIncludes(`href="/outbox/${name}/"`)
    list.assertTextIncludes('Häßlich &lt;b&gt;')
    const page = await client.get(`/outbox/${name}/`)
    page.assertStatus(200)
    for (const part of ['Grüße &amp; Küsse', 'MIME-Version', 'a.txt', 'sandbox=']) page.assertTextIncludes(part)
  })

  test('shows HTML in a frame of its own, in which nothing runs', async ({ client, assert, cleanup }) => {
    const frame = await client.get(`/outbox/${await written(cleanup)}/html`)
    frame.assertStatus(200)
    frame.assertTextIncludes('<p>Grüße</p>')
    frame.assertHeader('x-frame-options', 'SAMEORIGIN')
    const policy = frame.header('content-security-policy')!
    assert.match(policy, /default-src 'none'/)
    assert.match(policy, /;sandbox allow-popups allow-popups-to-escape-sandbox$/)
    assert.notMatch(policy, /allow-scripts|allow-same-origin/)
  })

  test('hands the file to a mail program', async ({ client, cleanup }) => {
    const name = await written(cleanup)
    const file = await client.get(`/outbox/${name}/source`)
    file.assertStatus(200)
    file.assertHeader('content-disposition', `attachment; filename="${name}.eml"`)
  })

  test('knows no other files', async ({ client, cleanup }) => {
    const secret = join(mailSettings.folder, 'notes.eml')
    await mkdir(mailSettings.folder, { recursive: true })
    await writeFile(secret, 'Subject: notes')
    cleanup(() => rm(secret))
    for (const path of ['/outbox/notes/', '/outbox/..%2Fmail%2Fnotes/', '/outbox/2025-01-01T00-00-00-000Z-00000000/']) {
      ;(await client.get(path)).assertStatus(404)
    }
  })
})
