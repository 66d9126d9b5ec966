import { duration } from '#boot/duration'
import { chosenProviders, onlyWithSettings, providerNames } from '#boot/mail_providers'
import { test } from '@japa/runner'

test.group('MAIL_PROVIDERS', () => {
  test('is a list in the order in which providers are asked', ({ assert }) => {
    assert.deepEqual(providerNames('MAIL_PROVIDERS', ' postmark, smtp,,postmark'), ['postmark', 'smtp'])
    assert.deepEqual(providerNames('MAIL_PROVIDERS', undefined), [])
  })

  test('says which names it takes', ({ assert }) => {
    assert.throws(
      () => providerNames('MAIL_PROVIDERS', 'smtp, pigeon'),
      'MAIL_PROVIDERS takes smtp, ses, resend, mailgun, postmark, brevo, sparkpost, but not "pigeon"'
    )
    assert.throws(() => providerNames('MAIL_PROVIDERS', 'constructor'), /but not "constructor"$/)
  })

  test('names the variables that a provider lacks', ({ assert }) => {
    const chosen = (names: string, ...set: string[]) =>
      chosenProviders(providerNames('MAIL_PROVIDERS', names), (name) => set.includes(name))
    assert.throws(
      () => chosen('smtp,postmark', 'SMTP_HOST'),
      'MAIL_PROVIDERS names postmark, which needs POSTMARK_TOKEN: set it, or take postmark out of MAIL_PROVIDERS.'
    )
    assert.throws(
      () => chosen('ses', 'SES_REGION'),
      'MAIL_PROVIDERS names ses, which needs SES_ACCESS_KEY_ID and SES_SECRET_ACCESS_KEY: set them, or take ses out of MAIL_PROVIDERS.'
    )
    assert.deepEqual(chosen('postmark,smtp', 'SMTP_HOST', 'POSTMARK_TOKEN'), ['postmark', 'smtp'])
  })

  test('is not needed for a mail server alone', ({ assert }) => {
    assert.deepEqual(
      chosenProviders([], (name) => name === 'SMTP_HOST'),
      ['smtp']
    )
    assert.deepEqual(
      chosenProviders([], () => false),
      []
    )
  })
})

test.group('The mailers of a process', () => {
  test('are those that it has the settings of, and what needs none', ({ assert }) => {
    const mailers = { smtp: 1, ses: 2, postmark: 3, folder: 4 }
    const set = ['SMTP_HOST', 'SES_REGION', 'SES_ACCESS_KEY_ID']
    assert.deepEqual(onlyWithSettings(mailers, (name) => set.includes(name)) as object, { smtp: 1, folder: 4 })
    assert.deepEqual(
      onlyWithSettings(mailers, () => true),
      mailers
    )
  })
})

test.group('A duration of the settings', () => {
  test('is words, of a sensible length', ({ assert }) => {
    assert.equal(duration('1 hour')('KEPT', '2 days'), 172_800_000)
    assert.isUndefined(duration('1 hour')('KEPT', ' '))
    for (const wrong of ['5', '30 minutes', 'for ever', '-1 days']) {
      assert.throws(
        () => duration('1 hour')('KEPT', wrong),
        `KEPT must be a duration of at least 1 hour, such as "30 days", and not "${wrong}"`
      )
    }
  })
})
