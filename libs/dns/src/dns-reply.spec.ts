import { encode, type Packet } from 'dns-packet';

import { readReply } from './dns-reply.js';

const question = { type: 'A', name: 'example.com' } as const;

function read(changes: Packet) {
  const answers = [{ ...question, data: '192.0.2.1', ttl: 60 }];
  return readReply(
    encode({ type: 'response', id: 7, questions: [question], answers, ...changes }),
    7,
    question,
  );
}

it('what answers another question, or none, is not ours: the right answer may still come (RFC 5452 §9.1)', () => {
  expect(read({})).toMatchObject({ kind: 'found', records: ['192.0.2.1'] });
  expect(read({ id: 8 })).toBeUndefined();
  expect(read({ type: 'query' })).toBeUndefined();
  expect(read({ questions: [{ type: 'A', name: 'example.net' }] })).toBeUndefined();
  expect(read({ questions: [] })).toBeUndefined();
});

it('a server that refuses may leave the question out', () => {
  const refused = 5;
  expect(read({ flags: refused, questions: [], answers: [] })).toMatchObject({ reason: 'refused' });
});
