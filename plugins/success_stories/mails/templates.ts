import { defineMailTemplate } from '@pydotorg/platform/mail'

const username = { type: 'text', description: 'How the person is called on the site', sample: 'ada' } as const
const name = { type: 'text', description: 'Headline of the story', sample: 'Python at the observatory' } as const

export const submitted = defineMailTemplate({
  key: 'success_stories.submitted',
  title: 'Story to review',
  summary: 'Sent to staff with every story that is submitted, and with every one that comes back revised.',
  subject: '{% if is_revised %}Revised{% else %}New{% endif %} success story submission: {{ headline }}',
  because: 'success stories are announced to this address',
  variables: {
    name,
    headline: { type: 'text', description: 'Its first line', sample: 'Python at the observatory' },
    is_revised: { type: 'boolean', description: 'Whether it had been returned before', sample: false },
    company: { type: 'text', description: 'Name of the company', sample: 'Observatory of Samples' },
    company_url: { type: 'link', description: 'Site of the company', sample: 'https://observatory.example/' },
    category: { type: 'text', description: 'Its category', sample: 'Scientific' },
    author: { type: 'text', description: 'Who wrote it', sample: 'Ada Lovelace' },
    author_email: {
      type: 'text',
      description: 'Their address; missing where they gave none',
      sample: 'ada@observatory.example',
      optional: true,
    },
    pull_quote: { type: 'text', description: 'The sentence that stands out', sample: 'It counts the stars for us.' },
    content: {
      type: 'text',
      description: 'The story as it was written',
      sample: 'Every night we count stars.\n\nUntil last year people did it.',
    },
    review_link: { type: 'link', description: 'Where staff read it', sample: '/success-stories/python-observatory/' },
  },
})

export const received = defineMailTemplate({
  key: 'success_stories.received',
  title: 'Story has come',
  summary: 'Sent to who submitted a story.',
  subject: 'We have your success story',
  because: 'you submitted a success story',
  variables: { username, name },
})

export const published = defineMailTemplate({
  key: 'success_stories.published',
  title: 'Story is published',
  summary: 'Sent to who submitted a story once everybody can read it.',
  subject: 'Your success story is published',
  because: 'you submitted a success story',
  variables: {
    username,
    name,
    link: { type: 'link', description: 'The story', sample: '/success-stories/python-observatory/' },
  },
})

export const returned = defineMailTemplate({
  key: 'success_stories.returned',
  title: 'Story was returned',
  summary: 'Sent to who submitted a story that staff would like to be different.',
  subject: 'Your success story needs another look',
  because: 'you submitted a success story',
  variables: {
    username,
    name,
    reason: {
      type: 'text',
      description: 'What should be different',
      sample: 'Please say what it runs on.\nThank you.',
    },
    link: { type: 'link', description: 'Where they change it', sample: '/success-stories/submissions/7/edit/' },
  },
})

export default [submitted, received, published, returned]
