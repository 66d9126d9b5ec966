interface ErrorText {
  heading: string
  explanation: string
}

const BY_CODE: Readonly<Record<string, ErrorText>> = {
  E_MAINTENANCE: {
    heading: 'Back soon',
    explanation: 'The rest of the site is there as always.',
  },
  E_DATABASE_AWAY: {
    heading: 'Our database is out of reach',
    explanation: 'Try again in a moment. The site recovers by itself as soon as the database is back.',
  },
}

const BY_STATUS: Readonly<Record<number, ErrorText>> = {
  400: { heading: 'That request made no sense to us', explanation: 'Check the address, or go back and try again.' },
  401: { heading: 'Please sign in', explanation: 'Only people who are signed in can open this page.' },
  403: { heading: 'You cannot open this page', explanation: 'Your account has no right to do this.' },
  404: { heading: 'There is no page here', explanation: 'It may have moved, or the address has a slip in it.' },
  405: {
    heading: 'That does not work here',
    explanation: 'There is something at this address, but not for this method.',
  },
  410: { heading: 'This page is gone', explanation: 'It was removed for good, and nothing took its place.' },
  413: { heading: 'That was too much at once', explanation: 'What was sent is larger than we take.' },
  415: {
    heading: 'We cannot read that format',
    explanation: 'What was sent is in a format this address does not take.',
  },
  422: {
    heading: 'Something in there is not right yet',
    explanation: 'Nothing was saved. Go back, correct it and send it again.',
  },
  429: { heading: 'One moment, please', explanation: 'There were too many requests in a short time.' },
  500: { heading: 'Something broke on our side', explanation: 'It has been noted with all we need to find the cause.' },
  503: { heading: 'We will be back shortly', explanation: 'The site cannot answer right now. Try again in a moment.' },
}

const UNKNOWN_REQUEST = { heading: 'That did not work', explanation: 'Go back and try again.' }
const UNKNOWN_FAILURE = { heading: 'Something broke on our side', explanation: 'Try again in a moment.' }

/**
 * @param status - HTTP status, 400 or above
 * @param code - the exception's code
 * @returns what visitors read
 */
export function errorText(status: number, code: string | undefined): ErrorText {
  const known = (code && BY_CODE[code]) || BY_STATUS[status]
  return known ?? (status < 500 ? UNKNOWN_REQUEST : UNKNOWN_FAILURE)
}
