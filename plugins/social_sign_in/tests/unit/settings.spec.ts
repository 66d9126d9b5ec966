import { test } from '@japa/runner'
import { readSettings } from '#services/settings'

const PSF = {
  OIDC_PROVIDERS: 'psf',
  OIDC_PSF_ISSUER: 'https://id.example.org/realms/psf',
  OIDC_PSF_CLIENT_ID: 'site',
  OIDC_PSF_CLIENT_SECRET: 'secret',
  OIDC_PSF_TITLE: 'PSF ID',
}

test.group('Settings of providers', () => {
  test('are none in an empty environment', ({ assert }) => {
    assert.deepEqual(readSettings({}), { known: {}, openId: [] })
    assert.deepEqual(readSettings({ GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET: ' ', OIDC_PROVIDERS: ' ' }), {
      known: {},
      openId: [],
    })
  })

  test('come from the environment', ({ assert }) => {
    const { known, openId } = readSettings({ ...PSF, DISCORD_CLIENT_ID: 'a', DISCORD_CLIENT_SECRET: 'b' })
    assert.deepEqual(known, { discord: { clientId: 'a', clientSecret: 'b' } })
    assert.lengthOf(openId, 1)
    assert.containSubset(openId[0], { key: 'psf', title: 'PSF ID', clientId: 'site', clientSecret: 'secret' })
    assert.equal(openId[0]?.issuer.href, 'https://id.example.org/realms/psf')
  })

  test('say what is wrong: {1}')
    .with([
      [{ GITHUB_CLIENT_ID: 'a' }, 'GITHUB_CLIENT_ID is set, and GITHUB_CLIENT_SECRET is not.'],
      [{ GOOGLE_CLIENT_SECRET: 'a' }, 'GOOGLE_CLIENT_SECRET is set, and GOOGLE_CLIENT_ID is not.'],
      [{ ...PSF, OIDC_PSF_ISSUER: 'id.example.org' }, 'OIDC_PSF_ISSUER must be the address of the issuer'],
      [{ ...PSF, OIDC_PSF_ISSUER: 'http://id.example.org' }, 'OIDC_PSF_ISSUER must begin with https://.'],
      [
        { ...PSF, OIDC_PSF_ISSUER: 'http://localhost:9000', NODE_ENV: 'production' },
        'OIDC_PSF_ISSUER must begin with https://.',
      ],
      [{ ...PSF, OIDC_PSF_TITLE: '' }, 'OIDC_PSF_TITLE is not set'],
      [{ OIDC_PROVIDERS: 'psf' }, 'OIDC_PSF_CLIENT_ID and OIDC_PSF_CLIENT_SECRET are not set.'],
      [{ ...PSF, OIDC_PROVIDERS: 'psf,psf' }, 'OIDC_PROVIDERS names a provider twice.'],
      [{ OIDC_PROVIDERS: 'My IdP' }, '"My IdP" must be small letters and digits'],
      [{ OIDC_PROVIDERS: 'github' }, 'OIDC_PROVIDERS: "github" is taken.'],
    ] as const)
    .run(({ assert }, [env, sentence]) => {
      assert.throws(() => readSettings(env), new RegExp(sentence.replace(/[.()]/g, '\\$&')))
    })

  test('tell every slip at once, and no secret', ({ assert }) => {
    try {
      readSettings({ GITHUB_CLIENT_SECRET: 'hush', DISCORD_CLIENT_ID: 'a' })
      assert.fail('it was taken')
    } catch (error) {
      assert.match(String(error), /GITHUB_CLIENT_ID is not\..*DISCORD_CLIENT_SECRET is not\./)
      assert.notInclude(String(error), 'hush')
    }
  })

  test('take an issuer on this machine, outside production', ({ assert }) => {
    const { openId } = readSettings({ ...PSF, OIDC_PSF_ISSUER: 'http://127.0.0.1:9000', NODE_ENV: 'test' })
    assert.equal(openId[0]?.issuer.port, '9000')
  })
})
