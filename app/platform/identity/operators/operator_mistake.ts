/** What an operator typed cannot be done; the message says what to type instead. */
export class OperatorMistake extends Error {}
