export {
  booleanField,
  elsewhereField,
  integerField,
  momentField,
  ownAddressField,
  relatedField,
  textField,
} from './wire_fields.js'
export type { FieldNotes, WireField, WireLookup, WireResource, WireRulesV1, WireRulesV2 } from './wire_resource.js'
export { WireCredentials } from './wire_credentials.js'
export type { WireAccount } from './wire_credentials.js'
export { wireRoutes } from './wire_routes.js'
export { sendV1Root } from './v1/v1_root.js'
export { sendV2Root } from './v2/v2_root.js'
export { modelRows } from './write/model_rows.js'
export { ownBody, readsOwnBody } from './write/own_body.js'
export type {
  FieldFaults,
  OneMarkRule,
  WireCandidate,
  WireChange,
  WireRows,
  WireValue,
  WireValues,
  WireWrites,
  WriteField,
} from './write/wire_writes.js'
