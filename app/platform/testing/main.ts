export { accessibilityViolations } from './accessibility.js'
export { countQueries } from './count_queries.js'
export { overflow, PageWatch } from './page_watch.js'
export { switchFeature } from './switch_feature.js'
