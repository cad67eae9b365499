import { addresses } from './addresses.js';
import { chunks } from './chunks.js';
import { courtesy } from './courtesy.js';
import type { DefinedAnswer } from './defined-answer.js';
import { helo } from './helo.js';
import { input, smuggling } from './input.js';
import { order, orderWithinChunks } from './order.js';
import { senderFields } from './sender-fields.js';
import { tlsAndAuth } from './tls-and-auth.js';

/** Every abuse with its one answer: what the tests send, and what docs/abuse.md shows. */
export const definedAnswers: readonly (readonly [chapter: string, answers: readonly DefinedAnswer[]])[] = [
  ['Commands at the wrong time', [...order, ...tlsAndAuth, ...orderWithinChunks]],
  ['HELO', helo],
  ['Commands that carry no mail', courtesy],
  ['Line ends, octets and lengths', input],
  ['Smuggled ends of content', smuggling],
  ['BDAT', chunks],
  ['Addresses', addresses],
  ['Sender fields of a user', senderFields],
];
