const MORE_WORDS = 'Three or four words that do not belong together make a good one.'

/** By what zxcvbn found; its own texts are keys when no language is loaded. */
const ADVICE: Readonly<Record<string, string>> = {
  userInputs: `This is built on your name, your e-mail address or the name of this site. ${MORE_WORDS}`,
  topTen: `This is a variation of a password that many people have. ${MORE_WORDS}`,
  topHundred: `This is a variation of a password that many people have. ${MORE_WORDS}`,
  common: `This is a variation of a password that many people have. ${MORE_WORDS}`,
  similarToCommon: `This is close to a password that many people have. ${MORE_WORDS}`,
  straightRow: `Keys that lie side by side are guessed soon. ${MORE_WORDS}`,
  keyPattern: `Patterns on the keyboard are guessed soon. ${MORE_WORDS}`,
  simpleRepeat: `Repeating a character adds little. ${MORE_WORDS}`,
  extendedRepeat: `Repeating the same characters adds little. ${MORE_WORDS}`,
  sequences: `Sequences such as abc or 6543 are guessed soon. ${MORE_WORDS}`,
  recentYears: `A year adds little. ${MORE_WORDS}`,
  dates: `A date adds little. ${MORE_WORDS}`,
  wordByItself: `One word is guessed soon. ${MORE_WORDS}`,
}

/**
 * @param warning - zxcvbn's key for the weakest part; null when it has none
 * @returns what the person can do, in plain English
 */
export function adviceFor(warning: string | null): string {
  return (warning !== null && ADVICE[warning]) || `Make it longer. ${MORE_WORDS}`
}
