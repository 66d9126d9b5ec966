import { SimplePaginator } from '@adonisjs/lucid/database'
import { DateTime } from 'luxon'
import { renderMarkup } from '@pydotorg/platform/markup'

const TEXT = `
## How to help

Python is made by volunteers, and **every** kind of help counts: see the [guide](https://devguide.python.org/).

### With code

\`\`\`python
def greet(name: str) -> str:
    return f"Hello, {name}!"
\`\`\`

### With words

| Part | Where |
|:--|:--|
| Tutorial | \`Doc/tutorial\` |
| Library | \`Doc/library\` |

## Whom to ask

> Now is better than never.
`

/** @returns what the examples show */
export async function sampleData(): Promise<Record<string, unknown>> {
  const pages = new SimplePaginator(90, 10, 3)
  pages.baseUrl('/styleguide/')
  return { pages, text: await renderMarkup(TEXT, 'markdown'), day: (iso: string) => DateTime.fromISO(iso) }
}

/** What a form looks like that was filled in wrongly. */
export const WRONG_FORM = {
  title: '',
  contact: 'guido(at)python.org',
  inputErrorsBag: { title: ['Fill this in.'], contact: ['This does not look like an e-mail address.'] },
}
