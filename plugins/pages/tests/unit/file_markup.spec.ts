import { test } from '@japa/runner'
import { MediaImage } from '@pydotorg/platform/media'
import { fileMarkup } from '#services/file_markup'
import type { PageFile } from '#services/page_files'

const image = (name: string): PageFile => {
  const file = new MediaImage()
  file.merge({ name, width: 600, height: 400 })
  return { kind: 'image', file, address: '/media/a/medium.png' }
}

test.group('What is written into a page for a file', () => {
  test('shows an image in each language', ({ assert }) => {
    assert.deepEqual(fileMarkup(image('a_snake-2.png')), {
      markdown: '![a snake 2](/media/a/medium.png)',
      markdown_unsafe: '![a snake 2](/media/a/medium.png)',
      restructuredtext: '\n\n.. image:: /media/a/medium.png\n   :alt: a snake 2\n\n',
      html: '<img src="/media/a/medium.png" alt="a snake 2" width="600" height="400">',
      plain: '/media/a/medium.png',
    })
  })

  test('leads to a document, whatever signs its name has', ({ assert }) => {
    const file = new MediaImage()
    file.merge({ name: 'a [`<b>`].pdf' })
    const written = fileMarkup({ kind: 'document', file, address: '/media/a/b.pdf' })
    assert.equal(written.markdown, '[a \\[\\`\\<b\\>\\`\\].pdf](/media/a/b.pdf)')
    assert.equal(written.html, '<a href="/media/a/b.pdf">a [&#x60;&lt;b&gt;&#x60;].pdf</a>')
    assert.equal(written.restructuredtext, '`a [  b  ].pdf </media/a/b.pdf>`__')
  })
})
