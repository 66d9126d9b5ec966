/** Somebody at a terminal. */
export const operator = { actor: { id: null, name: 'tester@localhost (console)' } }
