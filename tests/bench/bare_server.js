/*
| The yardstick: node:http sending the same bytes, with nothing in between.
| usage: node bare_server.js FILE CONTENT_TYPE [HEAD]; prints its port. HEAD: status and further fields, as JSON.
*/
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file = '', contentType = 'text/html', head = '{}'] = process.argv.slice(2)
const { status = 200, fields = [] } = JSON.parse(head)
const body = readFileSync(file)
const sent = status === 304 ? fields : ['Content-Type', contentType, 'Content-Length', String(body.length), ...fields]

const server = createServer((_request, response) => {
  response.writeHead(status, sent)
  if (status === 304) response.end()
  else response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(address !== null && typeof address === 'object' ? address.port : '')
})
