import { test } from '@japa/runner'
import { layoutShift, watchLayout } from './layout_shift.js'

/** A page into which something bursts some frames after it was shown, however long those take. */
const LATE_NOTICE = `<!doctype html><title>Late</title><body><p id="text">Words that somebody reads</p><script>
  const show = () => {
    const notice = document.createElement('div')
    notice.style.height = '200px'
    document.body.prepend(notice)
    document.documentElement.dataset.late = ''
  }
  const afterFrames = (left) => requestAnimationFrame(() => left === 0 ? show() : afterFrames(left - 1))
  addEventListener('load', () => afterFrames(5))
</script>`

test.group('Layout shift', () => {
  test('is measured, and says what moved from where to where', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext()
    cleanup(() => context.close())
    await watchLayout(context)
    const page = await context.newPage()
    await page.route('**/late', (route) => route.fulfill({ contentType: 'text/html', body: LATE_NOTICE }))
    await page.goto(`${process.env.APP_URL}/late`, { waitUntil: 'load' })
    await page.waitForSelector('html[data-late]')
    const { score, parts } = await layoutShift(page)
    assert.isAbove(score, 0.01)
    assert.match(parts.join('\n'), /^\d+ ms: \d+ \d+ \d+ \d+ to \d+ \d+ \d+ \d+: <(?:body|p id="text")>/)
  })
})
