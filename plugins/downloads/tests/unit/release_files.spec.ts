import { test } from '@japa/runner'
import { downloadButtons } from '#services/download_buttons'
import { featuredFiles } from '#services/featured_files'
import { sortFiles } from '#services/file_order'
import type { VerifiableFile } from '#services/release_files'
import { fileRow, releaseRow } from '#tests/unit/sample_releases'

const sorted = (files: VerifiableFile[]) => sortFiles(files, (file) => file.system.slug)

test.group('File order', () => {
  test('puts the source first, then systems by slug', ({ assert }) => {
    const files = [fileRow('W', 'windows'), fileRow('M', 'macos'), fileRow('S', 'source'), fileRow('A', 'android')]
    assert.deepEqual(
      sorted(files).map((file) => file.system.slug),
      ['source', 'android', 'macos', 'windows']
    )
  })

  test('puts the Windows file first that most people want', ({ assert }) => {
    const wanted = [
      'MSIX package',
      'Windows installer (64-bit)',
      'Windows installer (32-bit)',
      'Windows installer (ARM64)',
      'Windows help file',
      'Windows embeddable package (64-bit)',
      'Windows embeddable package (32-bit)',
      'Windows embeddable package (ARM64)',
      'Windows debug information files',
      'Windows release manifest',
    ]
    const files = wanted.toReversed().map((name) => fileRow(name, 'windows'))
    assert.deepEqual(
      sorted(files).map((file) => file.name),
      wanted
    )
  })

  test('knows the names that Windows files had before 3.9', ({ assert }) => {
    const files = ['Windows x86 executable installer', 'Windows help file', 'Windows x86-64 executable installer']
    assert.deepEqual(
      sorted(files.map((name) => fileRow(name, 'windows'))).map((file) => file.name),
      ['Windows x86-64 executable installer', 'Windows x86 executable installer', 'Windows help file']
    )
  })
})

test.group('Featured files', () => {
  const button = { downloadButton: true }
  const files = [
    fileRow('XZ', 'source', button),
    fileRow('Gzip', 'source'),
    fileRow('Windows installer (64-bit)', 'windows', button),
    fileRow('Android package', 'android', button),
    fileRow('macOS installer', 'macos', button),
  ]
  const manager = fileRow('MSIX package', 'windows', button)

  test('stand in the order of python.org', ({ assert }) => {
    assert.deepEqual(
      featuredFiles({ name: 'Python 3.14.0' }, files, null).map((file) => file.system.slug),
      ['macos', 'windows', 'source', 'android']
    )
  })

  test('offer the install manager for Windows where it can install the release', ({ assert }) => {
    const windowsFile = (name: string) =>
      featuredFiles({ name }, files, manager).find((file) => file.system.slug === 'windows')?.name
    assert.equal(windowsFile('Python 3.5.0'), 'MSIX package')
    assert.equal(windowsFile('Python 3.14.0rc1'), 'MSIX package')
    assert.equal(windowsFile('Python 3.4.10'), 'Windows installer (64-bit)')
    assert.equal(windowsFile('Python install manager 25.2'), 'Windows installer (64-bit)')
  })

  test('offer nothing for Windows where the release has nothing for it', ({ assert }) => {
    const source = files.filter((file) => file.system.slug === 'source')
    assert.deepEqual(
      featuredFiles({ name: 'Python 3.12.13' }, source, manager).map((file) => file.name),
      ['XZ']
    )
  })
})

test.group('Download buttons', () => {
  const python = releaseRow('Python 3.14.0', '2025-10-07', { id: 14 })
  const manager = releaseRow('Python install manager 25.2', '2025-12-05', { id: 100 })
  const files = [
    fileRow('XZ', 'source', { releaseId: 14 }),
    fileRow('macOS installer', 'macos', { releaseId: 14 }),
    fileRow('Windows installer (64-bit)', 'windows', { releaseId: 14 }),
    fileRow('MSIX package', 'windows', { releaseId: 100 }),
  ]

  test('make one offer a system, Windows first, and none for a system without files', ({ assert }) => {
    const offers = downloadButtons([python, manager], files)
    assert.deepEqual(
      offers.map((offer) => offer.system.slug),
      ['windows', 'macos', 'source']
    )
  })

  test('offer the install manager beside the installer', ({ assert }) => {
    const [windows, macos] = downloadButtons([python, manager], files)
    assert.equal(windows?.main.release.name, 'Python 3.14.0')
    assert.equal(windows?.other?.file.name, 'MSIX package')
    assert.isNull(macos?.other)
  })

  test('offer the install manager alone when the release has nothing for Windows', ({ assert }) => {
    const [offer] = downloadButtons([python, manager], files.slice(3))
    assert.equal(offer?.main.release.name, 'Python install manager 25.2')
    assert.isNull(offer?.other)
  })

  test('are none without releases', ({ assert }) => {
    assert.deepEqual(downloadButtons([], files), [])
  })
})
