import { defineAdminResource, lookupOf } from '@pydotorg/platform/admin'
import OperatingSystem from '#models/operating_system'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { deleteFile, saveFile, type FileDetails } from '#services/editing/change_file'
import { FILE_PROPERTIES } from '#services/file_properties'
import { checksumRule, fileSlugRule } from '#validators/release_file_rows'

const releases = lookupOf(Release, { search: ['name', 'slug'] })
const systems = lookupOf(OperatingSystem, { search: ['name'] })

const sidecar = (
  name: 'gpgSignatureFile' | 'sigstoreSignatureFile' | 'sigstoreCertFile' | 'sigstoreBundleFile' | 'sbomSpdx2File',
  label: string,
  suffix: string
) =>
  ({ kind: 'text', name, label, type: 'url', maxLength: 200, help: `The address of the file and ${suffix}` }) as const

export default defineAdminResource({
  key: 'downloads.release_files',
  model: ReleaseFile,
  title: 'Release files',
  singular: 'file',
  section: 'Releases',
  icon: 'lucide:file-down',
  weight: 20,
  summary: 'The files of all releases. Whole releases are easier on their own pages, by “Files of this release”.',
  subject: 'release_file',
  notedAs: FILE_PROPERTIES,
  permissions: 'downloads.manage',
  rows: 'many',
  label: ({ name }) => name,
  links: ({ releaseId }) => [
    { title: 'All files of its release', href: `/admin/downloads/releases/${releaseId}/files/` },
  ],
  list: {
    columns: [
      { name: 'name', orderable: true },
      { name: 'release', kind: 'computed', value: ({ release }) => release?.name ?? null },
      {
        name: 'operatingSystem',
        kind: 'computed',
        label: 'System',
        value: ({ operatingSystem }) => operatingSystem?.name ?? null,
      },
      { name: 'url', kind: 'link', label: 'File', value: ({ url }) => url.split('/').at(-1)!, href: ({ url }) => url },
      { name: 'filesize', kind: 'computed', label: 'Bytes', value: ({ filesize }) => Number(filesize) || null },
      { name: 'downloadButton', kind: 'boolean', label: 'Download button' },
      { name: 'createdAt', kind: 'datetime', label: 'Added', orderable: true },
    ],
    search: ['name', 'slug', 'url'],
    searchesWithoutIndex:
      'There are about ten thousand files: looking at each takes some milliseconds, and trigrams need an extension of PostgreSQL.',
    filters: [
      { kind: 'relation', name: 'releaseId', label: 'Release', lookup: releases },
      { kind: 'relation', name: 'operatingSystemId', label: 'System', lookup: systems },
      { kind: 'boolean', name: 'downloadButton', label: 'Download button' },
    ],
    order: '-createdAt',
    load: (query) => query.preload('release').preload('operatingSystem'),
  },
  form: {
    fieldsets: [
      {
        fields: [
          {
            kind: 'text',
            name: 'name',
            required: true,
            maxLength: 200,
            help: 'As in “Windows installer (64-bit)”: pages order files by it.',
          },
          { kind: 'relation', name: 'releaseId', label: 'Release', required: true, lookup: releases },
          { kind: 'relation', name: 'operatingSystemId', label: 'System', required: true, lookup: systems },
          {
            kind: 'text',
            name: 'slug',
            rule: () => fileSlugRule().nullable(),
            help: 'Its own among all files. Left empty, it is made: 3140-Windows-installer-64-bit.',
          },
          { kind: 'text', name: 'description', maxLength: 10_000, help: 'Whom it suits: “Recommended”.' },
          { kind: 'text', name: 'url', label: 'Address', type: 'url', required: true, maxLength: 200 },
          { kind: 'number', name: 'filesize', label: 'Bytes', min: 0, help: 'Empty when you do not know.' },
          { kind: 'boolean', name: 'isSource', label: 'Source code' },
          {
            kind: 'boolean',
            name: 'downloadButton',
            label: 'The big button of its system offers it',
            help: 'One file of a release for each system.',
          },
        ],
      },
      {
        title: 'Checksums',
        fields: [
          { kind: 'text', name: 'sha256Sum', label: 'SHA-256', rule: () => checksumRule(64).nullable() },
          { kind: 'text', name: 'md5Sum', label: 'MD5', rule: () => checksumRule(32).nullable() },
        ],
      },
      {
        title: 'Signatures and parts list',
        fields: [
          sidecar('sigstoreBundleFile', 'Sigstore bundle', '.sigstore'),
          sidecar('sigstoreSignatureFile', 'Sigstore signature', '.sig'),
          sidecar('sigstoreCertFile', 'Sigstore certificate', '.crt'),
          sidecar('gpgSignatureFile', 'GPG signature', '.asc'),
          sidecar('sbomSpdx2File', 'Bill of materials (SPDX)', '.spdx.json'),
        ],
      },
    ],
  },
  save: ({ ctx, row, input }) => {
    const details = { ...input, filesize: input.filesize ?? 0 } as FileDetails
    return saveFile(ctx, row?.id ?? null, details)
  },
  actions: [
    {
      name: 'delete',
      label: 'Delete',
      on: 'bulk',
      isDangerous: true,
      confirm:
        'They are gone for good from the page of their release and from the API. The audit log keeps what they were.',
      run: async ({ ctx, row }) => deleteFile(ctx, row.id),
    },
  ],
  remove: ({ ctx, row }) => deleteFile(ctx, row.id),
})
