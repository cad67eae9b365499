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

it('the upper bits of a code are in OPT: a version that a server does not know is no empty answer (RFC 6891 §6.1.3)', () => {
  const opt = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 512,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
  } as const;
  const additionals = [{ ...opt, extendedRcode: 1, options: [] }];
  expect(read({ answers: [], additionals })).toMatchObject({ kind: 'failed', reason: 'refused' });
});
