export { maskPasswords, maskSecrets } from './mask_secrets.js'
export { isSecretName, maskNamedValues, isSecretParameter, MASK } from './secret_names.js'
