import type { WireStyle } from '../row_objects.js'

/** As tastypie shows values: dates without zone, paths for addresses. */
export const V1_STYLE: WireStyle = {
  moment: (naive) => naive,
  address: { before: '/api/v1/', after: '/' },
}
