export { featureGate, MaintenanceException } from './feature_gate.js'
