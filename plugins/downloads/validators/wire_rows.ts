import vine from '@vinejs/vine'
import {
  importedFileUrl,
  importedFlag,
  importedMoment,
  importedName,
  importedSize,
  importedSlug,
  importedSum,
  importedUrl,
  importedVersion,
} from '#validators/imported_values'

/*
| Rows of python.org's API v2. What the importer cannot do without is required; the rest may be missing, as it is in
| answers of older versions (sha256_sum came in 2025), and stays as it is here then.
*/

/** Links are absolute in v2 and paths in v1; the number at the end is the primary key. At most nine digits fit. */
const linkTo = (resource: string) => vine.string().regex(new RegExp(`/downloads/${resource}/[1-9]\\d{0,8}/?$`))

const linkToPage = () => vine.string().regex(/\/pages\/page\/[1-9]\d{0,8}\/?$/)

export const wireSystemRow = vine.create({
  resource_uri: linkTo('os'),
  name: importedName(),
  slug: importedSlug(),
})

export const wireReleaseRow = vine.create({
  resource_uri: linkTo('release'),
  name: importedName(),
  slug: importedSlug(),
  version: importedVersion(),
  is_published: importedFlag().optional(),
  is_latest: importedFlag().optional(),
  release_date: importedMoment(),
  pre_release: importedFlag().optional(),
  release_page: linkToPage().nullable().optional(),
  release_notes_url: importedUrl().optional(),
  show_on_download_page: importedFlag().optional(),
})

export const wireFileRow = vine.create({
  resource_uri: linkTo('release_file'),
  name: importedName(),
  slug: importedSlug(),
  os: linkTo('os'),
  release: linkTo('release'),
  description: vine.string().optional(),
  is_source: importedFlag().optional(),
  url: importedFileUrl().minLength(1),
  gpg_signature_file: importedFileUrl().optional(),
  sigstore_signature_file: importedFileUrl().optional(),
  sigstore_cert_file: importedFileUrl().optional(),
  sigstore_bundle_file: importedFileUrl().optional(),
  sbom_spdx2_file: importedFileUrl().optional(),
  md5_sum: importedSum().optional(),
  sha256_sum: importedSum().optional(),
  filesize: importedSize().optional(),
  download_button: importedFlag().optional(),
})
