// Exit code 0 when the service answers: an SMTP or LMTP listener with its greeting (220), the web pages with anything.
//   node deploy/healthcheck.mjs smtp 25        node deploy/healthcheck.mjs http 8080
import { createConnection } from 'node:net';
import { connect } from 'node:tls';

const [kind, port] = process.argv.slice(2);
const answers = { smtp: /^220[ -]/, http: /^HTTP\/1\.1 / };
const expected = answers[kind];
if (expected === undefined) throw new Error(`smtp or http, not ${kind}`);

const endpoint = { host: '127.0.0.1', port: Number(port) };
// Of the web pages only whether they answer is asked, not who they are.
const secure = kind === 'http' && process.env.MAILYARD_WEB_TLS === 'on';
const socket = secure ? connect({ ...endpoint, rejectUnauthorized: false }) : createConnection(endpoint);
socket.setTimeout(4_000, () => fail('no answer in time'));
socket.once('error', (error) => fail(error.message));
socket.once('close', () => fail('closed without an answer'));
socket.once(secure ? 'secureConnect' : 'connect', () => {
  if (kind === 'http') socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
});
socket.once('data', (data) => {
  const answer = data.toString('latin1');
  if (kind === 'smtp') socket.write('QUIT\r\n');
  if (!expected.test(answer)) fail(answer.split('\r\n', 1)[0]);
  process.exit(0);
});

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
