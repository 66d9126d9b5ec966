/**
 * @param hits - how often it was there
 * @param others - how often it was not
 * @returns the share of hits, in words
 */
export function hitRatio(hits: number, others: number): string {
  return hits + others <= 0 ? 'not asked yet' : `${((hits / (hits + others)) * 100).toFixed(1)} %`
}
