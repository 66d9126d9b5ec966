export { switchFeature } from './switch_feature.js'
