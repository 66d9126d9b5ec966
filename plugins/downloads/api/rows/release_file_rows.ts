import { modelRows } from '@pydotorg/platform/wire_api'
import ReleaseFile from '#models/release_file'
import { fileUrlFaults } from '#services/file_url_rules'
import { tellNews } from '#services/release_news'

/** Writes files of releases. */
export default modelRows({
  model: ReleaseFile,
  properties: {
    name: 'name',
    slug: 'slug',
    os: 'operatingSystemId',
    release: 'releaseId',
    description: 'description',
    is_source: 'isSource',
    url: 'url',
    gpg_signature_file: 'gpgSignatureFile',
    md5_sum: 'md5Sum',
    sha256_sum: 'sha256Sum',
    filesize: 'filesize',
    download_button: 'downloadButton',
    sigstore_signature_file: 'sigstoreSignatureFile',
    sigstore_cert_file: 'sigstoreCertFile',
    sigstore_bundle_file: 'sigstoreBundleFile',
    sbom_spdx2_file: 'sbomSpdx2File',
  },
  faults: ({ values, stored }) => fileUrlFaults(values, stored),
  async beforeRemoval(files, { trx }) {
    await tellNews(
      files.map(({ releaseId }) => ({ id: releaseId, what: 'files' })),
      trx
    )
  },
})
