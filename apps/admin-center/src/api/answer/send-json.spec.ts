import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';
import express from 'express';

import { sendJson } from './send-json.js';

const rows = Array.from({ length: 5_000 }, (_, number) => ({ number, text: 'x'.repeat(1_000) }));
const body = { total: rows.length, none: undefined, rows, few: [1, 2], nothing: null };
let server: Server;
let ended: unknown;
let turns = 0;
beforeAll(() => {
  const app = express();
  app.get('/', (_request, response) => {
    let isOver = false;
    const count = async () => {
      while (!isOver) {
        await nextTurn();
        turns += 1;
      }
    };
    void count();
    const sent = sendJson(response, body).then(() => 'sent');
    void sent.catch(String).then((how) => {
      isOver = true;
      ended = how;
    });
  });
  server = createServer(app);
  return new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => void server.close(resolve)));
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

it('what has many rows is the JSON that it would be in one piece, and others have their turn meanwhile', async () => {
  const answer = await fetch(url());
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(await answer.text()).toBe(JSON.stringify(body));
  expect(turns).toBeGreaterThan(40);
});

it('whoever goes away in the middle of it is no failure', async () => {
  ended = undefined;
  const gone = new AbortController();
  const answer = await fetch(url(), { signal: gone.signal });
  gone.abort();
  await answer.text().catch(() => undefined);
  await eventually(() => expect(ended).toBe('sent'));
});
