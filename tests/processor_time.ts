/**
 * What this process has used of a processor so far, in milliseconds: unlike the time on a clock, it does not grow with
 * what else the machine does.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
