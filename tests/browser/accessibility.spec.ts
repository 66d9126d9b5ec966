import { test } from '@japa/runner'
import { accessibilityViolations } from '@pydotorg/platform/testing'

const page = (main: string): string => `<!doctype html><html lang="en"><head><title>A page</title>
  <style>
    body { color: #111; background: #fff }
    @media (prefers-color-scheme: dark) { .pale { color: #222; background: #000 } }
    @media (width < 500px) { .small { color: #eee; background: #fff } }
  </style></head><body><main><h1>A page</h1>${main}</main></body></html>`

test.group('Accessibility of a page', () => {
  test('is told by rule and place', async ({ browserContext, assert }) => {
    const shown = await browserContext.newPage()
    await shown.setContent(page('<p>Well</p><img src="data:," width="9" height="9"><iframe></iframe>'))
    assert.deepEqual(await accessibilityViolations(shown), [
      ['frame-title', ['<iframe></iframe>']],
      ['image-alt', ['<img src="data:," width="9" height="9">']],
    ])
  })

  test('is asked anew of a page that looks different now', async ({ browserContext, assert }) => {
    const shown = await browserContext.newPage()
    await shown.setViewportSize({ width: 1280, height: 900 })
    await shown.setContent(page('<p class="pale">One</p><p class="small">Two</p>'))
    assert.deepEqual(await accessibilityViolations(shown), [])
    await shown.emulateMedia({ colorScheme: 'dark' })
    assert.deepEqual(await accessibilityViolations(shown), [['color-contrast', ['<p class="pale">One</p>']]])
    await shown.emulateMedia({ colorScheme: 'light' })
    await shown.setViewportSize({ width: 390, height: 844 })
    assert.deepEqual(await accessibilityViolations(shown), [['color-contrast', ['<p class="small">Two</p>']]])
  })

  test('is asked within frames, too', async ({ browserContext, assert }) => {
    const shown = await browserContext.newPage()
    await shown.setContent(
      page('<iframe title="Inside" srcdoc="<html lang=en><title>T</title><img src=data:,>"></iframe>')
    )
    await shown.frameLocator('iframe').locator('img').waitFor({ state: 'attached' })
    const rules = (await accessibilityViolations(shown)).map(([rule]) => rule)
    assert.include(rules, 'image-alt')
  })
})
