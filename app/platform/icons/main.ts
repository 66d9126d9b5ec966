export { iconMarkup, UnknownIconError } from './icon_markup.js'
