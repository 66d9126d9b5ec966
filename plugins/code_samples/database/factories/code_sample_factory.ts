import factory from '@adonisjs/lucid/factories'
import CodeSample from '#models/code_sample'

let made = 0

/**
 * A published session. State: `draft`.
 *
 * @example
 * const [first, second] = await CodeSampleFactory.createMany(2)
 */
export const CodeSampleFactory = factory
  .define(CodeSample, () => {
    made += 1
    return {
      name: `Sample ${made}`,
      description: `What sample ${made} shows.`,
      code: `>>> ${made} + 1\n${made + 1}`,
      output: '',
      copy: '',
      copyMarkupType: 'markdown' as const,
      isPublished: true,
      position: made,
    }
  })
  .state('draft', (sample) => sample.merge({ isPublished: false }))
  .build()
