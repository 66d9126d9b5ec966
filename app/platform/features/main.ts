export { featureDefinitions } from './feature_definition.js'
export type { FeatureDeclaration, FeatureDefinition, FeatureState } from './feature_definition.js'
export { Features } from './features.js'
export type { FeatureSubject } from './features.js'
