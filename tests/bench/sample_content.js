import pg from 'pg'

/** What a site of python.org's size holds. */
const PAGES = 2_000
const STORIES = 5_000

/** Once for each size; ids and names go on where the size before ended. */
const ADD_PAGES = `
  insert into pages_pages (title, path, description, content, content_rendered, content_markup_type)
  select 'Page ' || n, 'bench/page-' || n, 'A page to measure with.', text, '<p>' || text || '</p>', 'html'
  from generate_series($1::int, $2::int) as n, repeat('Python is a programming language. ', 20) as text`

const ADD_STORIES = `
  insert into success_stories_stories (name, slug, company_name, company_url, category_id, author, pull_quote,
    content, content_rendered, is_published, published_at)
  select 'Story ' || n, 'bench-story-' || n, 'Company ' || n, 'https://example.org/', category.id, 'Somebody',
    'It was done in time.', text, '<p>' || text || '</p>', true, now() - n * interval '1 minute'
  from generate_series($1::int, $2::int) as n
  join (select id, row_number() over (order by id) - 1 as place, count(*) over () as count
    from success_stories_categories) as category on category.place = n % category.count
  cross join repeat('Python is a programming language. ', 20) as text`

/** Addresses of what is in the middle of the smallest size. */
export const samplePaths = {
  page: `/bench/page-${PAGES / 2}/`,
  story: `/success-stories/bench-story-${STORIES / 2}/`,
  stories: '/success-stories/',
}

/**
 * @param {number} count up to 5,000
 * @returns {string[]} addresses of pages and of stories, two to three
 */
export function manyPaths(count) {
  return Array.from({ length: count }, (_, index) => {
    const [round, place] = [Math.floor(index / 5), index % 5]
    return place < 2
      ? `/bench/page-${round * 2 + place + 1}/`
      : `/success-stories/bench-story-${round * 3 + place - 1}/`
  })
}

/**
 * Adds pages and stories, by SQL: editors would take hours.
 *
 * @param {string} databaseUrl migrated and seeded
 * @param {{ from: number, to: number }} sizes multiples of what python.org has: what is there, and what shall be
 * @returns {Promise<void>}
 */
export async function addContent(databaseUrl, { from, to }) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(ADD_PAGES, [PAGES * from + 1, PAGES * to])
    await client.query(ADD_STORIES, [STORIES * from + 1, STORIES * to])
    await client.query('vacuum analyze pages_pages, success_stories_stories')
  } finally {
    await client.end()
  }
}
