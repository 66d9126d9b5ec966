import factory from '@adonisjs/lucid/factories'
import ReleaseFile from '#models/release_file'
import { OperatingSystemFactory } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'

let made = 0

/**
 * A file without sidecars. It needs a release and a system: by their ids, or `.with('release').with('operatingSystem')`.
 * States: `signed` (Sigstore bundle, GPG signature and SBOM), `button`, `source`.
 *
 * @example
 * const { windows } = await createFixedSystems()
 * await ReleaseFactory.with('files', 1, (file) => file.merge({ operatingSystemId: windows.id })).create()
 */
export const ReleaseFileFactory = factory
  .define(ReleaseFile, () => {
    made += 1
    return {
      name: `Archive ${made}`,
      slug: `archive-${made}`,
      description: '',
      isSource: false,
      downloadButton: false,
      url: `https://www.python.org/ftp/python/3.14.0/archive-${made}.zip`,
      gpgSignatureFile: '',
      sigstoreSignatureFile: '',
      sigstoreCertFile: '',
      sigstoreBundleFile: '',
      sbomSpdx2File: '',
      md5Sum: '',
      sha256Sum: made.toString(16).padStart(64, '0'),
      filesize: 12_345_678,
    }
  })
  .state('signed', (file) => {
    file.gpgSignatureFile = `${file.url}.asc`
    file.sigstoreBundleFile = `${file.url}.sigstore`
    file.sbomSpdx2File = `${file.url}.spdx.json`
  })
  .state('button', (file) => {
    file.downloadButton = true
  })
  .state('source', (file) => {
    file.isSource = true
  })
  .relation('release', () => ReleaseFactory)
  .relation('operatingSystem', () => OperatingSystemFactory)
  .build()
