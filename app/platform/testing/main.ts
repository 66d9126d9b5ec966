export { countQueries } from './count_queries.js'
export { switchFeature } from './switch_feature.js'
