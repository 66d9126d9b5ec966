import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { isRunning } from './process_identity.js'

/**
 * What every process of a clone may know about its running server. The file is
 * only changed under the state folder's lock.
 *
 * @typedef {object} ServerRecord
 * @property {string} url of the first database, password included
 * @property {number} port
 * @property {number} pid of the server
 * @property {string} startedAt second half of the server's identity
 * @property {number | null} ownerPid who will stop it: the first of the holders
 * @property {import('./process_identity.js').ProcessIdentity[]} holders processes that need
 *   it and have promised to let go; the last one to do so stops the server
 */

/**
 * @param {string} stateDir
 * @returns {ServerRecord | null}
 */
export function readServerRecord(stateDir) {
  try {
    return JSON.parse(readFileSync(pathIn(stateDir), 'utf8'))
  } catch {
    return null
  }
}

/**
 * @param {string} stateDir
 * @param {Omit<ServerRecord, 'ownerPid'>} record
 */
export function writeServerRecord(stateDir, record) {
  const holders = livingHolders(record)
  const text = JSON.stringify({ ...record, holders, ownerPid: holders[0]?.pid ?? null }, null, 2)
  const unfinished = `${pathIn(stateDir)}.new`
  writeFileSync(unfinished, `${text}\n`, { mode: 0o600 })
  renameSync(unfinished, pathIn(stateDir))
}

/** @param {string} stateDir */
export function removeServerRecord(stateDir) {
  rmSync(pathIn(stateDir), { force: true })
}

/**
 * Holders that still run; one that was killed cannot let go any more.
 *
 * @param {Pick<ServerRecord, 'holders'>} record
 * @returns {import('./process_identity.js').ProcessIdentity[]}
 */
export function livingHolders(record) {
  return record.holders.filter(isRunning)
}

/**
 * @param {string} stateDir
 * @returns {string}
 */
function pathIn(stateDir) {
  return join(stateDir, 'connection.json')
}
