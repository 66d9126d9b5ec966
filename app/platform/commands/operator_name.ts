import { hostname, userInfo } from 'node:os'

/** @returns `name@host` of whoever runs a command, for the history */
export function operatorName(): string {
  return `${userName()}@${hostname()}`
}

/** A container may run under an id that no user has. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return process.env.USER ?? `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
