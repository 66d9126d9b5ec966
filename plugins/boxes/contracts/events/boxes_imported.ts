/**
 * Emitted when boxes came from elsewhere, such as a dump of python.org: whoever generates some makes them anew, since
 * those that came may be years old.
 *
 * @example
 * listeners: [
 *   {
 *     event: () => import('@pydotorg/boxes/contracts/events/boxes_imported'),
 *     handle: () => import('./listeners/refresh_generated.js'),
 *   },
 * ],
 */
export default class BoxesImported {}
