/** One statement typed at Python's prompt, and what Python answered. */
interface Exchange {
  statement: string
  answer?: string
}

/** A line as it stands on the screen. */
export interface ReplLine {
  /** `>>> ` or `... ` before typed text, nothing before an answer. */
  prompt: string
  text: string
}

/** A short session at Python's prompt, typed and answered by Python 3 as it stands here. */
const session: readonly Exchange[] = [
  { statement: 'prices = {"tea": 2.5, "soup": 6.0, "bread": 3.2}' },
  { statement: 'sum(prices.values())', answer: '11.7' },
  { statement: '[name for name, price in prices.items() if price < 5]', answer: "['tea', 'bread']" },
  { statement: 'def with_tip(total, percent=10):\n    return round(total * (1 + percent / 100), 2)\n' },
  { statement: 'with_tip(11.7)', answer: '12.87' },
  {
    statement: 'f"Dinner for three: {with_tip(11.7) / 3:.2f} each"',
    answer: "'Dinner for three: 4.29 each'",
  },
]

function linesOf({ statement, answer }: Exchange): ReplLine[] {
  const typed = statement.split('\n').map((text, index) => ({ prompt: index === 0 ? '>>> ' : '... ', text }))
  return answer === undefined ? typed : [...typed, { prompt: '', text: answer }]
}

/** The session as lines of a screen. */
export const replLines: readonly ReplLine[] = session.flatMap(linesOf)

/** The session without prompts and answers: what somebody wants to paste. */
export const replSource: string = session.map(({ statement }) => statement).join('\n')
