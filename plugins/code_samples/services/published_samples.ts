import type { ModelPaginatorContract } from '@adonisjs/lucid/types/model'
import CodeSample from '#models/code_sample'

const SAMPLES_ON_A_PAGE = 20

const published = () =>
  CodeSample.query()
    .withScopes((scopes) => scopes.published())
    .orderBy('position')
    .orderBy('id')

/**
 * @param count - how many at most
 * @returns the first published samples in their order
 */
export function firstSamples(count: number): Promise<CodeSample[]> {
  return published().limit(count)
}

/**
 * @param page - from 1
 * @returns a page of published samples in their order
 */
export async function samplePage(page: number): Promise<ModelPaginatorContract<CodeSample>> {
  const samples = await published().paginate(page, SAMPLES_ON_A_PAGE)
  samples.baseUrl('/code-samples/')
  return samples
}

/**
 * @param slug - as in the address
 * @returns the published sample
 * @throws E_ROW_NOT_FOUND for a draft too
 */
export function publishedSample(slug: string): Promise<CodeSample> {
  return published().where('slug', slug).firstOrFail()
}
