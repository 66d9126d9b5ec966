/**
 * @param work - that may hang
 * @param patience - milliseconds that it gets
 * @returns what came of it
 * @throws what it throws, and an error when it takes longer; the work itself goes on
 */
export function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${patience} ms.`)), patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
