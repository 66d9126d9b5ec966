import { slugify } from '@pydotorg/platform/models'
import { test } from '@japa/runner'

test.group('slugify', () => {
  test('makes the slug that python.org has for {name}')
    .with([
      { name: 'Python 3.10.19', slug: 'python-31019' },
      { name: 'Python 3.14.0rc2', slug: 'python-3140rc2' },
      { name: 'Déjà Vu', slug: 'deja-vu' },
      { name: '///r87.com/?www.python.org/', slug: 'r87comwwwpythonorg' },
      { name: '  -_ Spaces   and -- hyphens _- ', slug: 'spaces-and-hyphens' },
      { name: 'ﬁne №5', slug: 'fine-no5' },
      { name: '日本語', slug: '' },
    ])
    .run(({ assert }, { name, slug }) => {
      assert.equal(slugify(name), slug)
    })
})
