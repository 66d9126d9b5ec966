import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import { definePlugin } from '@pydotorg/platform'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { Site } from '@pydotorg/platform/http'
import { PluginRegistry } from '@pydotorg/platform/plugins'

const entry = (title: string, href: string, weight: number) => ({ key: `pets.${weight}`, title, href, weight })

const manifest = definePlugin({
  name: 'pets',
  title: 'Pets',
  summary: 'Pets.',
  contributes: {
    navigation: {
      main: [
        {
          ...entry('Cats', '/cats/', 10),
          summary: 'All of them.',
          children: [entry('Tabbies', '/cats/tabbies/', 10), entry('Persians', '/cats/persians/', 20)],
        },
        { ...entry('Dogs', '/dogs/', 20), children: [entry('Poodles', '/dogs/poodles/', 10)] },
        entry('Health', '/health/', 30),
      ],
      footer: [{ ...entry('Cats', '/cats/', 10), children: [entry('Tabbies', '/cats/tabbies/', 10)] }],
    },
    feeds: [{ title: 'New cats', href: '/cats/feed.rss', type: 'application/rss+xml' }],
  },
})

/**
 * Gives every page a menu of three entries, two with panels, whatever plugins there are.
 *
 * @returns a function that gives the site's own menu back
 */
export async function useSampleMenu(): Promise<() => void> {
  const plugins = new PluginRegistry('/', [
    { name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest },
  ])
  const reader = new ContributionReader(plugins, new Features(featureDefinitions(plugins)))
  const own = await app.container.make(Site)
  edge.global(
    'site',
    new Site({ ...own, contact: own.contact ?? undefined, packageIndex: 'https://pypi.example/' }, reader)
  )
  return () => {
    edge.global('site', own)
  }
}
