import { branchOf, compareVersions } from '#services/python_version'
import type { VerifiableFile } from '#services/release_files'

/** Who signs with Sigstore: an account, and who vouches for it. */
export interface Signer {
  identity: string
  issuer: string
}

const GITHUB = 'https://github.com/login/oauth'
const GOOGLE = 'https://accounts.google.com'

/**
 * Accounts of the release managers, as https://www.python.org/downloads/metadata/sigstore/ names them. They must not
 * be read from the signature itself: that would prove nothing.
 */
const SIGNERS: Readonly<Record<string, Signer>> = {
  '3.7': { identity: 'nad@python.org', issuer: GITHUB },
  '3.8': { identity: 'lukasz@langa.pl', issuer: GITHUB },
  '3.9': { identity: 'lukasz@langa.pl', issuer: GITHUB },
  '3.10': { identity: 'pablogsal@python.org', issuer: GOOGLE },
  '3.11': { identity: 'pablogsal@python.org', issuer: GOOGLE },
  '3.12': { identity: 'thomas@python.org', issuer: GOOGLE },
  '3.13': { identity: 'thomas@python.org', issuer: GOOGLE },
  '3.14': { identity: 'hugo@python.org', issuer: GITHUB },
  '3.15': { identity: 'hugo@python.org', issuer: GITHUB },
  '3.16': { identity: 'savannah@python.org', issuer: GITHUB },
}

/** A way to check a file, with the commands to type. */
export interface Check {
  kind: 'sigstore' | 'gpg' | 'sha256' | 'md5'
  /** One command a line. */
  command: string
  /** Where the signature is fetched from; empty for checksums. */
  signatureUrl: string
}

/**
 * The ways in which a file can be checked, strongest first. A way without what it needs is left out.
 *
 * @param release - what the file belongs to
 * @param file - the file
 */
export function checksFor(release: { name: string }, file: VerifiableFile): Check[] {
  const name = fileNameOf(file.url)
  const signer = SIGNERS[branchOf(release.name)]
  const checks: (Check | null)[] = [
    file.sigstoreBundleFile && signer
      ? { kind: 'sigstore', signatureUrl: file.sigstoreBundleFile, command: sigstoreCommand(name, file, signer) }
      : null,
    file.gpgSignatureFile
      ? {
          kind: 'gpg',
          signatureUrl: file.gpgSignatureFile,
          command: `gpg --verify ${fileNameOf(file.gpgSignatureFile)} ${name}`,
        }
      : null,
    checksumCheck(name, file),
  ]
  return checks.filter((check) => check !== null)
}

/** @returns the last part of an address */
export function fileNameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

/** From this release on python.org signs by Sigstore only (PEP 761). */
export function isSignedBySigstoreOnly(release: { name: string }): boolean {
  const branch = branchOf(release.name)
  return branch !== '' && compareVersions(branch, '3.14') >= 0
}

/** On one line, because shells differ in how a command goes on in the next. */
function sigstoreCommand(name: string, file: VerifiableFile, { identity, issuer }: Signer): string {
  const bundle = fileNameOf(file.sigstoreBundleFile)
  return (
    'python -m pip install sigstore\n' +
    `python -m sigstore verify identity --bundle ${bundle} --cert-identity ${identity} --cert-oidc-issuer ${issuer} ${name}`
  )
}

function checksumCheck(name: string, file: VerifiableFile): Check | null {
  const kind = file.sha256Sum ? 'sha256' : 'md5'
  if (!file[`${kind}Sum`]) return null
  const commands = CHECKSUM_COMMANDS[file.system.slug] ?? CHECKSUM_COMMANDS.other!
  return { kind, signatureUrl: '', command: commands[kind].replace('FILE', name) }
}

/** What prints a checksum where the file is used, by system. */
const CHECKSUM_COMMANDS: Readonly<Record<string, Record<'sha256' | 'md5', string>>> = {
  windows: { sha256: 'certutil -hashfile FILE SHA256', md5: 'certutil -hashfile FILE MD5' },
  macos: { sha256: 'shasum -a 256 FILE', md5: 'md5 FILE' },
  ios: { sha256: 'shasum -a 256 FILE', md5: 'md5 FILE' },
  other: { sha256: 'sha256sum FILE', md5: 'md5sum FILE' },
}
