import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'

/** Parts of the site that are shown, in this order; each has a template of its name in resources/views/styleguide. */
const EXAMPLES = [
  { name: 'buttons', title: 'Buttons' },
  { name: 'icons', title: 'Icons' },
  { name: 'alerts', title: 'Alerts' },
  { name: 'badges', title: 'Badges' },
  { name: 'cards', title: 'Cards' },
  { name: 'tables', title: 'Tables' },
  { name: 'forms', title: 'Forms' },
  { name: 'tabs', title: 'Tabs' },
  { name: 'code', title: 'Code' },
  { name: 'repl', title: 'Session at the prompt' },
  { name: 'charts', title: 'Charts' },
  { name: 'numbers', title: 'Numbers' },
  { name: 'timeline', title: 'Events in time' },
  { name: 'prose', title: 'Texts and their contents' },
  { name: 'ways', title: 'Ways through pages' },
  { name: 'states', title: 'Nothing there, and more on demand' },
] as const

/** A part with the template that shows it. */
export interface StyleguideExample {
  name: string
  title: string
  /** For `view.render`. */
  view: string
  /** What the template says, to be copied. */
  source: string
}

/** @returns every example with its source */
export function styleguideExamples(): Promise<StyleguideExample[]> {
  return Promise.all(
    EXAMPLES.map(async ({ name, title }) => {
      const source = await readFile(app.viewsPath('styleguide', `${name}.edge`), 'utf8')
      return { name, title, view: `styleguide/${name}`, source }
    })
  )
}
