import type { Site } from '@pydotorg/platform/http'
import type { JsonLd } from '@pydotorg/platform/seo'
import type Release from '#models/release'
import type { SystemFiles } from '#services/release_page'

const LICENCE = 'https://docs.python.org/3/license.html'
const REPOSITORY = 'https://github.com/python/cpython'

/**
 * A release as search engines read it: a program to install, and its source code when that is among the files. It names no
 * file: programs look for the first place in the page that does, and for the checksum behind it.
 *
 * @param release - published
 * @param systems - its files
 * @param site - whose page it is
 * @returns things of schema.org
 */
export function releaseJsonLd(release: Release, systems: readonly SystemFiles[], site: Site): JsonLd[] {
  const facts = {
    name: release.name,
    datePublished: release.releaseDate.toISODate(),
    license: LICENCE,
    publisher: { '@id': `${site.url}/#publisher` },
  }
  const installed = systems.filter(({ system }) => system.slug !== 'source')
  const hasSource = systems.some(({ system }) => system.slug === 'source')
  return [
    ...(installed.length ? [program(release, installed, { ...facts, url: address(release, site) })] : []),
    ...(hasSource ? [sourceCode(facts)] : []),
  ]
}

function address({ slug }: Release, site: Site): string {
  return site.address(`/downloads/release/${slug}/`)
}

function program({ name, releaseNotesUrl }: Release, systems: readonly SystemFiles[], facts: { url: string }): JsonLd {
  return {
    '@type': 'SoftwareApplication',
    ...facts,
    'applicationCategory': 'DeveloperApplication',
    'softwareVersion': name.replace(/^Python\s+/, ''),
    'operatingSystem': systems.map(({ system }) => system.name).join(', '),
    'downloadUrl': facts.url,
    'offers': { '@type': 'Offer', 'price': 0, 'priceCurrency': 'USD' },
    ...(releaseNotesUrl && { releaseNotes: releaseNotesUrl }),
  }
}

function sourceCode(facts: { name: string }): JsonLd {
  return {
    '@type': 'SoftwareSourceCode',
    ...facts,
    'name': `Source code of ${facts.name}`,
    'codeRepository': REPOSITORY,
    'programmingLanguage': ['C', 'Python'],
  }
}
