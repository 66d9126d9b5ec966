import type { NodeMailerMessage } from '@adonisjs/mail/types'
import { test } from '@japa/runner'
import { deliveryFailure } from '../../../app/platform/mail/delivery/delivery_failure.js'
import { DRIVERS } from './drivers.js'

const sample = (): NodeMailerMessage => ({
  from: { address: 'site@example.org', name: 'Site' },
  to: ['ada@example.org'],
  replyTo: ['editors@example.org'],
  subject: 'Grüße aus London',
  text: 'Guten Tag',
  html: '<p>Guten <b>Tag</b></p>',
  messageId: '<stable@example.org>',
  headers: { 'X-Mail-Ref': 'stable@example.org', 'Auto-Submitted': 'auto-generated' },
  attachments: [{ filename: 'note.txt', content: Buffer.from('attached'), contentType: 'text/plain' }],
})

/** What every provider has to do, whatever its API looks like. */
for (const [name, open] of DRIVERS) {
  test.group(`A mail by ${name}`, () => {
    test('arrives whole, and its id is the one that notices name', async ({ assert, cleanup }) => {
      const rig = await open()
      cleanup(() => rig.close())
      const { messageId } = await rig.transport.send(sample())
      const id = messageId.replace(/^<|>$/g, '')
      if (typeof rig.messageId === 'string') assert.equal(id, rig.messageId)
      else assert.match(id, rig.messageId)
      const [mail, ...more] = await rig.taken()
      assert.lengthOf(more, 0)
      assert.match(mail!.from, /^"?Site"? <site@example\.org>$/)
      assert.deepEqual(mail!.to, ['ada@example.org'])
      assert.equal(mail!.replyTo, 'editors@example.org')
      assert.equal(mail!.subject, 'Grüße aus London')
      assert.equal(mail!.text, 'Guten Tag')
      assert.equal(mail!.html, '<p>Guten <b>Tag</b></p>')
      assert.deepEqual(mail!.attachments, [{ name: 'note.txt', content: 'attached' }])
      const headers = new Map(Object.entries(mail!.headers).map(([key, value]) => [key.toLowerCase(), value]))
      assert.equal(headers.get('x-mail-ref'), 'stable@example.org')
      assert.equal(headers.get('auto-submitted'), 'auto-generated')
    })

    test('is refused for good when the provider will never take it', async ({ assert, cleanup }) => {
      const rig = await open()
      cleanup(() => rig.close())
      rig.become('refuses')
      const error = await rig.transport.send(sample()).then(
        () => null,
        (thrown: unknown) => thrown
      )
      assert.equal(deliveryFailure(error).outcome, 'refused')
      assert.isNotEmpty(deliveryFailure(error).sentence)
    })

    for (const mood of ['has trouble', 'is busy'] as const) {
      test(`may go by another one while this one ${mood}`, async ({ assert, cleanup }) => {
        const rig = await open()
        cleanup(() => rig.close())
        rig.become(mood)
        const error = await rig.transport.send(sample()).then(
          () => null,
          (thrown: unknown) => thrown
        )
        assert.equal(deliveryFailure(error).outcome, 'failed')
        assert.isNotEmpty(deliveryFailure(error).sentence)
      })
    }

    test('may go by another one when this one is not there', async ({ assert }) => {
      const rig = await open()
      await rig.close()
      const error = await rig.transport.send(sample()).then(
        () => null,
        (thrown: unknown) => thrown
      )
      assert.equal(deliveryFailure(error).outcome, 'failed')
    })
  })
}

test.group('What a failure means', () => {
  const smtp = (responseCode: number, code: string, response: string) =>
    deliveryFailure(Object.assign(new Error(response), { responseCode, code, response }))

  test('is no fault of the mail when the password is wrong', ({ assert }) => {
    assert.equal(smtp(535, 'EAUTH', '535 5.7.8 Authentication failed').outcome, 'failed')
  })

  test('is a dead address only where the server says so', ({ assert }) => {
    assert.isTrue(smtp(550, 'EENVELOPE', '550 5.1.1 No such user').isDeadAddress)
    assert.isFalse(smtp(550, 'EENVELOPE', '550 5.7.1 Blocked by policy').isDeadAddress)
    assert.equal(smtp(550, 'EENVELOPE', '550 5.7.1 Blocked by policy').outcome, 'refused')
    assert.isFalse(smtp(450, 'EENVELOPE', '450 5.1.1 odd').isDeadAddress)
  })

  test('is between us and Amazon while the site may not send', ({ assert }) => {
    const amazon = (name: string, message: string) =>
      deliveryFailure(Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } })).outcome
    assert.equal(amazon('MessageRejected', 'Email address is not verified.'), 'failed')
    assert.equal(amazon('LimitExceededException', 'Daily quota'), 'failed')
    assert.equal(amazon('MessageRejected', 'Address blacklisted.'), 'refused')
  })

  test('is between us and Postmark unless its code names the recipient', ({ assert }) => {
    const postmark = (ErrorCode: number) => {
      const cause = Object.assign(new Error('422'), { response: { status: 422 }, data: { ErrorCode, Message: 'No' } })
      return deliveryFailure(new Error('wrapped', { cause }))
    }
    assert.equal(postmark(400).outcome, 'failed')
    assert.equal(postmark(300).outcome, 'refused')
    assert.isTrue(postmark(406).isDeadAddress)
  })

  test('is one line that a table can show', ({ assert }) => {
    const { sentence } = deliveryFailure(new Error(`first\nsecond ${'x'.repeat(900)}`))
    assert.isTrue(sentence.startsWith('first second x'))
    assert.isAtMost(sentence.length, 500)
  })
})
