/** What a browser sends for the field that programs stumble over. */
export const UNTOUCHED = { email_body_text: 'write your message' }

/** Strong enough for every account of these tests. */
export const PASSWORD = 'seven turtles under the piano'
