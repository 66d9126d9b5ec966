import { test } from '@japa/runner'
import { seedReleases } from '#tests/unit/seed_releases'
import { fileSlug } from '#services/editing/file_slug'
import { notesAddress } from '#services/editing/notes_address'
import { knownFile, shapeOf } from '#services/pasted_files/known_files'
import { nameOf } from '#services/pasted_files/read_pasted'

test.group('What is known of files by their names', () => {
  test('every file of the newest releases is known as the seed has it', async ({ assert }) => {
    const releases = await seedReleases(/^Python (3\.1[45]\.\d+\S*|install manager 26\..*)$/)
    const files = releases.flatMap(({ files: all }) => all)
    assert.isAbove(files.length, 200)
    for (const { url, os, name } of files) {
      const known = knownFile(nameOf(url))
      assert.equal(known?.system, os, url)
      // Until 3.15.0a2 its name said more.
      assert.equal(known?.name, name.replace('macOS 64-bit universal2', 'macOS'), url)
    }
    assert.isNull(knownFile('notes.txt'))
  })

  test('slugs are those of python.org', async ({ assert }) => {
    const releases = await seedReleases(/^Python 3\.1[2345]\.\d+\S*$/)
    const pairs = releases.flatMap((release) => release.files.map((file) => ({ release, file })))
    assert.isAbove(pairs.length, 500)
    for (const { release, file } of pairs) {
      // The name of one kind had a blank too many then.
      assert.equal(fileSlug({ name: release.name, slug: '' }, file.name), file.slug.replace('32--bit', '32-bit'))
    }
    assert.equal(
      fileSlug({ name: 'Python install manager 26.4', slug: 'pymanager-264' }, 'MSI package'),
      'pymanager-264-MSI-package'
    )
    assert.equal(
      fileSlug({ name: 'Python 3.7.1rc2', slug: '' }, 'macOS 64-bit/32-bit installer'),
      '371-rc2-macOS-64-bit32-bit-installer'
    )
  })

  test('names of two releases have one shape', ({ assert }) => {
    assert.equal(shapeOf('python-3.14.0rc2-macos11.pkg'), 'python-#-macos11.pkg')
    assert.equal(shapeOf('python-3.14.10-macos11.pkg'), 'python-#-macos11.pkg')
    assert.equal(shapeOf('python-manager-26.0.msix'), 'python-manager-#.msix')
  })

  test('the notes of a release have an address', ({ assert }) => {
    assert.equal(notesAddress('Python 3.14.4'), 'https://docs.python.org/release/3.14.4/whatsnew/changelog.html')
    assert.equal(notesAddress('Python 3.15.0a1'), 'https://docs.python.org/3.15/whatsnew/3.15.html')
    assert.equal(notesAddress('Python install manager 26.4'), '')
  })
})
