import { writtenRows } from '@pydotorg/platform/identity'

/** What a person wrote. */
export default writtenRows('code_samples_samples', 'description')
