import { FILE_PROPERTIES } from '#services/file_properties'
import { SIDECARS } from '#services/file_url_rules'

type SidecarField = keyof typeof SIDECARS

/** The property of a file that keeps the address of a sidecar. */
export type SidecarProperty = (typeof FILE_PROPERTIES)[SidecarField]

/** Something that lies beside a file under the same name with a suffix. */
export interface SidecarKind {
  property: SidecarProperty
  suffix: string
  label: string
}

const LABELS: Readonly<Record<SidecarField, string>> = {
  sigstore_bundle_file: 'Sigstore bundle',
  sigstore_signature_file: 'Sigstore signature',
  sigstore_cert_file: 'Sigstore certificate',
  gpg_signature_file: 'GPG signature',
  sbom_spdx2_file: 'Bill of materials',
}

/** Every kind, the most usual first. */
export const SIDECAR_KINDS: readonly SidecarKind[] = (Object.keys(LABELS) as SidecarField[]).map((field) => ({
  property: FILE_PROPERTIES[field],
  suffix: SIDECARS[field],
  label: LABELS[field],
}))

/**
 * @param address - of a file or of a sidecar
 * @returns the file that it belongs to, and what it is of it; null when it is the file itself
 */
export function apart(address: string): { file: string; kind: SidecarKind | null } {
  const kind = SIDECAR_KINDS.find(({ suffix }) => address.endsWith(suffix)) ?? null
  return { file: kind ? address.slice(0, -kind.suffix.length) : address, kind }
}
