import testUtils from '@adonisjs/core/services/test_utils'
import { Passkey, type User } from '@pydotorg/platform/identity'
import { MailBox, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { proved } from '../session_store.js'

/** Of a device that nobody has: it stands in lists, and signs nobody in. */
function passkeyOf({ id: userId }: User, name = 'Old phone'): Promise<Passkey> {
  return Passkey.create({
    userId,
    credentialId: `of ${userId}`,
    publicKey: Buffer.from([1]),
    counter: 0,
    transports: [],
    name,
  })
}

test.group('Passkeys', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed for their owner, and nobody else’s are', async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    ;(await client.get('/accounts/passkeys/').loginAs(user!)).assertTextIncludes('You have no passkey yet')
    await passkeyOf(user!)
    await passkeyOf(other!, 'Somebody else')
    const response = await client.get('/accounts/passkeys/').loginAs(user!)
    response.assertTextIncludes('Old phone')
    assert.notInclude(response.text(), 'Somebody else')
    assert.notInclude(response.text(), `of ${user!.id}`)
  })

  test('lead a guest to the sign-in page, and who has not just proved who they are to the proof', async ({
    client,
  }) => {
    ;(await client.get('/accounts/passkeys/').redirects(0)).assertHeader(
      'location',
      '/accounts/login/?next=%2Faccounts%2Fpasskeys%2F'
    )
    const user = await UserFactory.create()
    const passkey = await passkeyOf(user)
    const response = await client.get('/accounts/passkeys/add/').loginAs(user).redirects(0)
    response.assertHeader('location', '/accounts/confirm/?next=%2Faccounts%2Fpasskeys%2Fadd%2F')
    for (const path of [
      '/accounts/passkeys/',
      '/accounts/passkeys/options/',
      `/accounts/passkeys/${passkey.id}/remove/`,
    ]) {
      const asked = await client.post(path).loginAs(user).withCsrfToken().header('accept', 'application/json')
      asked.assertStatus(403)
    }
  })

  test('get another name', async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const [own, foreign] = [await passkeyOf(user!), await passkeyOf(other!)]
    ;(await client.get(`/accounts/passkeys/${own.id}/`).loginAs(user!)).assertTextIncludes('value="Old phone"')
    ;(await client.get(`/accounts/passkeys/${foreign.id}/`).loginAs(user!)).assertStatus(404)
    const rename = (id: number, name: string) => {
      return client.post(`/accounts/passkeys/${id}/`).loginAs(user!).withCsrfToken().form({ name }).redirects(0)
    }
    ;(await rename(own.id, 'New phone')).assertHeader('location', '/accounts/passkeys/')
    ;(await rename(foreign.id, 'Stolen')).assertStatus(404)
    assert.property((await rename(own.id, ' ')).flashMessage('inputErrorsBag'), 'name')
    assert.deepEqual(
      [(await Passkey.find(own.id))!.name, (await Passkey.find(foreign.id))!.name],
      ['New phone', 'Old phone']
    )
  })

  test('are removed, which is told by mail', async ({ client, assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const [user, other] = await UserFactory.createMany(2)
    const [own, foreign] = [await passkeyOf(user!), await passkeyOf(other!)]
    const remove = (id: number) => {
      const request = client.post(`/accounts/passkeys/${id}/remove/`).loginAs(user!).withSession(proved())
      return request.withCsrfToken().redirects(0)
    }
    ;(await remove(own.id)).assertHeader('location', '/accounts/passkeys/')
    ;(await remove(foreign.id)).assertStatus(404)
    assert.deepEqual([await Passkey.find(own.id), (await Passkey.find(foreign.id))?.id], [null, foreign.id])
    const mails = await box.mails()
    assert.deepEqual(
      mails.map(({ to, subject }) => [...to, subject]),
      [[user!.email, 'A passkey was removed']]
    )
  })

  test('are added by nothing but an answer to the question that was asked', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const options = client.post('/accounts/passkeys/options/').loginAs(user).withSession(proved()).withCsrfToken()
    const { user: who, rp, authenticatorSelection } = (await options.header('accept', 'application/json')).body()
    assert.deepEqual([who.name, rp.id], [user.username, 'localhost'])
    assert.equal(authenticatorSelection.userVerification, 'required')
    for (const credential of ['', '{}', 'null', 'no json', '{"id":"a","response":{}}', 'x'.repeat(20_001)]) {
      const request = client.post('/accounts/passkeys/').loginAs(user).withSession(proved()).withCsrfToken()
      const response = await request.form({ name: 'Phone', credential }).redirects(0)
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), 'credential', credential)
    }
    assert.isNull(await Passkey.findBy('userId', user.id))
  })

  test('sign nobody in without an answer to the question that was asked', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await passkeyOf(user)
    const challenge = await client.post('/accounts/passkeys/challenge/').withCsrfToken()
    challenge.assertStatus(200)
    assert.deepEqual(challenge.body().allowCredentials ?? [], [], 'it tells of nobody’s passkeys')
    for (const credential of ['', 'null', '{}', JSON.stringify({ id: `of ${user.id}`, response: {} })]) {
      const request = client.post('/accounts/passkeys/sign-in/').withCsrfToken()
      const response = await request.form({ credential }).redirects(0)
      response.assertStatus(303)
      assert.property(response.flashMessage('inputErrorsBag'), 'credential')
      assert.notProperty(response.session(), 'auth_web')
    }
  })
})
