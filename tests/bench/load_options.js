/** Connections that ask at the same time. */
export const CONNECTIONS = 50

/** Length of the part that is not counted, in seconds. */
export const WARM_UP_SECONDS = 1

/** Length of one measurement, in seconds. */
export const SECONDS = 3
