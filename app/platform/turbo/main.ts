export { acceptsStreams, answerWithStreams, type LiveAnswer } from './answer_with_streams.js'
export { renderStreams, type StreamRenderer } from './render_streams.js'
export { TURBO_STREAM_TYPE, type TurboStream } from './turbo_stream.js'
