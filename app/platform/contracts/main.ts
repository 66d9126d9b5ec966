export { Contracts } from './contracts.js'
export type { Contract, ContractProvision } from './contract.js'
