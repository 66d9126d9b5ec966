import { setTimeout as sleep } from 'node:timers/promises'

/**
 * @param holds - asked again and again
 * @param milliseconds - how long to wait at most
 * @returns true as soon as it holds, false when it never did
 */
export async function waitUntil(holds: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  do {
    if (await holds()) return true
    await sleep(10)
  } while (Date.now() < deadline)
  return false
}
