import type ReleaseFile from '#models/release_file'

/** The model's property for each field of a file that python.org's API has; the rules of files speak of the fields. */
export const FILE_PROPERTIES = {
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
} as const satisfies Readonly<Record<string, keyof ReleaseFile>>
