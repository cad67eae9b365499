import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { TestClient } from './test-client.js';

describe('SMTP client', () => {
  let server: Server;
  let port: number;
  let serve: (socket: Socket) => void;

  beforeAll(async () => {
    server = createServer((socket) => serve(socket.resume()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('joins the lines of a reply, however they are cut into segments (RFC 5321 §4.2.1)', async () => {
    serve = (socket) => {
      socket.write('250-mx Hello\r\n250-SI');
      setImmediate(() => socket.end('ZE 100\r\n250 DSN\r\n221 bye\r\n'));
    };
    const client = await TestClient.connect(port);
    expect(await client.ehlo()).toEqual(
      new Map([
        ['SIZE', '100'],
        ['DSN', ''],
      ]),
    );
    expect((await client.reply()).code).toBe(221);
    await client.closed();
  });

  it('fails with the transcript when the reply is another one', async () => {
    serve = (socket) => socket.end('550 5.1.10 no\r\n');
    const client = await TestClient.connect(port);
    await expect(client.command('RCPT TO:<a@b>', /^250/)).rejects.toThrow(
      /C: RCPT TO:<a@b>\nS: 550 5\.1\.10 no/,
    );
  });

  it('fails at the deadline when no reply comes', async () => {
    serve = (socket) => socket.on('end', () => socket.end());
    const client = await TestClient.connect(port, { deadlineMs: 500 });
    await expect(client.reply()).rejects.toThrow(/waited/);
    client.close();
  });

  it.each(['250 ok\n', 'hello\r\n', '25 ok\r\n'])('fails on %j, which is no reply', async (text) => {
    serve = (socket) => socket.end(text);
    const client = await TestClient.connect(port);
    await expect(client.reply()).rejects.toThrow(/line/);
  });

  it('fails when the server says more than was asked before it closes', async () => {
    serve = (socket) => socket.end('250 ok\r\n250 and more\r\n');
    const client = await TestClient.connect(port);
    await client.expect(/^250 ok$/);
    await expect(client.closed()).rejects.toThrow(/unread/);
  });
});
