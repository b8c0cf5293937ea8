/** A probability in percent, one decimal. What is not certain is not called 100. */
export function percent(probability: number): string {
  const rounded = (100 * probability).toFixed(1)
  return rounded === '100.0' && probability < 1 ? '99.9' : rounded
}
