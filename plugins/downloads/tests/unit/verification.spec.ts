import { test } from '@japa/runner'
import { checksFor, fileNameOf, isSignedBySigstoreOnly } from '#services/verification'
import { fileRow } from '#tests/unit/sample_releases'

const url = 'https://www.python.org/ftp/python/3.13.9/python-3.13.9-amd64.exe'

const signed = fileRow('Windows installer (64-bit)', 'windows', {
  url,
  sha256Sum: 'a'.repeat(64),
  md5Sum: 'b'.repeat(32),
  sigstoreBundleFile: `${url}.sigstore`,
  gpgSignatureFile: `${url}.asc`,
})

test.group('Verification', () => {
  test('names the commands for the very file, strongest way first', ({ assert }) => {
    const checks = checksFor({ name: 'Python 3.13.9' }, signed)
    assert.deepEqual(
      checks.map((check) => check.kind),
      ['sigstore', 'gpg', 'sha256']
    )
    assert.equal(
      checks[0]?.command.split('\n')[1],
      'python -m sigstore verify identity --bundle python-3.13.9-amd64.exe.sigstore ' +
        '--cert-identity thomas@python.org --cert-oidc-issuer https://accounts.google.com python-3.13.9-amd64.exe'
    )
    assert.equal(checks[1]?.command, 'gpg --verify python-3.13.9-amd64.exe.asc python-3.13.9-amd64.exe')
    assert.equal(checks[2]?.command, 'certutil -hashfile python-3.13.9-amd64.exe SHA256')
  })

  test('offers no Sigstore command when it is not known who signs', ({ assert }) => {
    const kinds = checksFor({ name: 'Python 3.99.0' }, signed).map((check) => check.kind)
    assert.deepEqual(kinds, ['gpg', 'sha256'])
  })

  test('uses the tool of the system for checksums, and MD5 only in need', ({ assert }) => {
    const command = (system: string, rest = {}) =>
      checksFor({ name: 'Python 3.4.0' }, fileRow('File', system, { url: 'https://www.python.org/x.bin', ...rest })).at(
        -1
      )?.command
    assert.equal(command('macos', { sha256Sum: 'a' }), 'shasum -a 256 x.bin')
    assert.equal(command('source', { sha256Sum: 'a' }), 'sha256sum x.bin')
    assert.equal(command('android', { md5Sum: 'b' }), 'md5sum x.bin')
    assert.isUndefined(command('source'))
  })

  test('takes the name of a file from its address', ({ assert }) => {
    assert.equal(fileNameOf(url), 'python-3.13.9-amd64.exe')
  })

  test('knows that 3.14 and newer have no OpenPGP signatures', ({ assert }) => {
    assert.isTrue(isSignedBySigstoreOnly({ name: 'Python 3.14.0a1' }))
    assert.isFalse(isSignedBySigstoreOnly({ name: 'Python 3.13.9' }))
    assert.isFalse(isSignedBySigstoreOnly({ name: 'Python install manager 25.2' }))
  })
})
