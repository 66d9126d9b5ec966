import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { column } from '@adonisjs/lucid/orm'
import type { ApiRequest } from '@japa/api-client'
import type { DateTime } from 'luxon'
import { AdminDirectory, defineAdminResource, lookupOf, type AdminResource } from '@pydotorg/platform/admin'
import { markup, PlatformModel } from '@pydotorg/platform/models'
import type { MarkupType } from '@pydotorg/platform/markup'
import { User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'

/** A shelf with books: what no plugin that is here declares, but may. */
class Shelf extends PlatformModel {
  static override table = 'admin_sample_shelves'

  @column()
  declare name: string

  @column.dateTime()
  declare openUntil: DateTime | null

  @column()
  declare extra: unknown
}

class Book extends PlatformModel {
  static override table = 'admin_sample_books'

  @column()
  declare shelfId: number

  @column()
  declare title: string

  @column()
  declare slug: string

  @column()
  declare language: string

  @column()
  declare readerId: number | null

  @markup()
  declare about: string

  @column()
  declare aboutMarkupType: MarkupType

  @column()
  declare aboutRendered: string
}

/** How often the choices of a language were asked for. */
export const asked = { languages: 0 }

export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'nl', label: 'Dutch' },
]

const shelves = defineAdminResource({
  key: 'admin.sample_shelves',
  model: Shelf,
  title: 'Shelves',
  singular: 'shelf',
  section: 'Content',
  icon: 'lucide:book',
  subject: 'shelf',
  permissions: 'admin.manage_people',
  rows: 'few',
  label: ({ name }) => name,
  list: {
    columns: [{ name: 'name' }],
    search: ['name'],
    filters: [{ kind: 'choice', name: 'name', choices: async () => LANGUAGES }],
    order: 'name',
  },
  form: {
    fieldsets: [
      {
        fields: [
          { kind: 'text', name: 'name', required: true },
          { kind: 'datetime', name: 'openUntil' },
          { kind: 'json', name: 'extra' },
        ],
      },
      { title: 'Only later', fields: [{ kind: 'computed', name: 'count', value: () => 1 }] },
    ],
    inlines: [
      {
        name: 'books',
        title: 'Books',
        singular: 'book',
        model: Book,
        foreignKey: 'shelfId',
        max: 10,
        fields: [
          { kind: 'text', name: 'title', required: true },
          { kind: 'slug', name: 'slug', from: 'title' },
          { kind: 'choice', name: 'language', choices: languages, initial: 'nl', required: true },
          { kind: 'relation', name: 'readerId', label: 'Reader', lookup: lookupOf(User, { search: ['username'] }) },
          { kind: 'markup', name: 'about', types: ['plain', 'markdown'], maxLength: 50 },
        ],
      },
    ],
  },
})

async function languages() {
  asked.languages += 1
  return LANGUAGES
}

export const SHELVES = '/admin/manage/admin/sample_shelves/'

/**
 * Makes tables of shelves and books, and puts `declared` among the resources, until the test's transaction ends.
 *
 * @param change - what a test wants otherwise
 * @returns what puts everything back
 */
export async function withShelves(change: Partial<AdminResource> = {}): Promise<() => void> {
  const common = 'id serial primary key, created_at timestamptz default now(), updated_at timestamptz default now()'
  await db.rawQuery(
    `create table admin_sample_shelves (${common}, name text not null, open_until timestamptz, extra jsonb)`
  )
  await db.rawQuery(`create table admin_sample_books (${common}, title text not null, slug text not null default '',
    shelf_id int references admin_sample_shelves on delete cascade, language text not null default '',
    reader_id int references users, about text not null default '',
    about_markup_type text not null default 'plain', about_rendered text not null default '')`)
  class WithShelves extends AdminDirectory {
    override async resources() {
      return [...(await super.resources()), { ...shelves, ...change }]
    }
  }
  app.container.swap(AdminDirectory, (resolver) => resolver.make(WithShelves))
  return () => app.container.restore(AdminDirectory)
}

/** A shelf with some books. */
export async function shelfOf(...titles: string[]): Promise<{ id: number; books: number[] }> {
  const shelf = await Shelf.create({ name: 'First' })
  const books = await Book.createMany(
    titles.map((title) => ({
      title,
      slug: '',
      language: 'en',
      shelfId: shelf.id,
      about: '',
      aboutMarkupType: 'plain' as const,
    }))
  )
  return { id: shelf.id, books: books.map(({ id }) => id) }
}

export const booksOf = (shelfId: number) => Book.query().where({ shelfId }).orderBy('id')

export const librarian = () => UserFactory.apply('superuser').create()

export const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)

export const words = (html: string) => html.replace(/\s+/g, ' ')

/** @returns what a form would send if nobody touched it */
export function controlsOf(html: string): Record<string, string> {
  const form = /<form\s+class="admin-form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const found: Record<string, string> = {}
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    const isOff = /type="(checkbox|radio)"/.test(tag) && !/\bchecked\b/.test(tag)
    if (name && !isOff) found[name] = plain(/value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name, text] of form.matchAll(
    /<textarea(?:[^>"]|"[^"]*")*?name="([^"]*)"(?:[^>"]|"[^"]*")*>([\s\S]*?)<\/textarea>/g
  )) {
    found[name!] = plain(text!.replace(/^\n/, ''))
  }
  for (const [, name, options] of form.matchAll(/<select[^>]*?name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = [...options!.matchAll(/<option[^>]*>/g)].map(([option]) => option)
    const tag = chosen.find((option) => /\bselected\b/.test(option)) ?? chosen[0] ?? ''
    found[name!] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  return found
}
