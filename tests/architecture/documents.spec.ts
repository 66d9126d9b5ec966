import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

const DOCUMENTS = ['*.md', 'docs/**/*.md', 'app/platform/*.md', 'plugins/*/*.md']
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g

async function deadLinksOf(path: string): Promise<string[]> {
  const text = await readFile(app.makePath(path), 'utf8')
  const links = [...text.matchAll(LINK)].map(([, target]) => String(target))
  return links.filter((target) => !existsSync(app.makePath(join(dirname(path), target))))
}

test.group('Documents', () => {
  test('link to files that are there', async ({ assert }) => {
    const dead: string[] = []
    let read = 0
    for await (const path of glob(DOCUMENTS, { cwd: app.makePath() })) {
      read += 1
      for (const target of await deadLinksOf(path)) dead.push(`${path} links to ${target}`)
    }
    assert.isAbove(read, 5)
    assert.deepEqual(dead, [])
  })

  test('number the decisions without a gap', async ({ assert }) => {
    const names: string[] = []
    for await (const path of glob('*.md', { cwd: app.makePath('docs/adr') })) names.push(path)
    const numbers = names.sort().map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]))
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1)
    )
  })
})
