/** The version that the files are of. */
const VERSION = '3.14.4'

/** Where they lie. */
export const FOLDER = `https://www.python.org/ftp/python/${VERSION}/`

const INSTALLERS = ['amd64.exe', 'arm64.exe', 'macos11.pkg']
const PACKAGES = ['embed-amd64.zip', 'embed-arm64.zip', 'embed-win32.zip']
const PHONES = ['aarch64-linux-android.tar.gz', 'x86_64-linux-android.tar.gz', 'iOS-XCframework.tar.gz']
const OTHERS = Array.from({ length: 8 }, (_, index) => `extra${index + 1}.zip`)

/** Names of twenty files of one release: those that CPython has, and some of no known kind. */
export const TWENTY_FILES = [
  `Python-${VERSION}.tgz`,
  `Python-${VERSION}.tar.xz`,
  `python-${VERSION}.exe`,
  ...[...INSTALLERS, ...PACKAGES, ...PHONES, ...OTHERS].map((end) => `python-${VERSION}-${end}`),
]

/**
 * @param index - of a file
 * @returns a digest that no other file has
 */
export function digestOf(index: number): string {
  return (index + 1).toString(16).padStart(64, 'c')
}

/** As `sha256sum *` prints them. */
export const SHA256_LINES = TWENTY_FILES.map((name, index) => `${digestOf(index)}  ${name}`).join('\n')
