import { HtmlValidate } from 'html-validate'

/** The standard, and what it recommends; rules of taste that Prettier decides are off. */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Edge writes line ends and spaces where a tag of its own stood.
    'no-trailing-whitespace': 'off',
    // What editors write, e.g. `<br />`, means the same.
    'void-style': 'off',
    'long-title': 'off',
  },
})

/**
 * @param html - a whole page
 * @returns rule, place and message of each error; empty when all is well
 */
export async function markupErrors(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, selector }) => `${ruleId} in line ${line}: ${message} (${selector})`)
  )
}
