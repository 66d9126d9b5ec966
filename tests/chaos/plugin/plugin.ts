import { definePlugin } from '@pydotorg/platform'

/** Put into a copy of the site by the chaos tests: work that can be counted. */
export default definePlugin({
  name: 'chaos',
  title: 'Chaos',
  summary: 'Work that can be counted, for tests.',
  jobs: [() => import('./jobs/note_number.js')],
  commands: [() => import('./commands/chaos_produce.js')],
})
