import { writtenRows } from '@pydotorg/platform/identity'

/** What a person wrote. */
export default writtenRows('boxes_boxes', 'label')
