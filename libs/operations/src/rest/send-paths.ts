import { letterInput } from '@mailyard/receive';

import { sentMessage } from '../tracking/get-sent-message.js';
import { answers, content, plain, problems, query, type Json } from './open-api-words.js';

const security = [{ token: [] }];
const text: Json = { type: 'string' };
const description = 'With a token that is for sending: `New-ApiToken -Scope send`.';

const key: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', maxLength: 257 },
  description:
    'For 24 hours the same order under the same key counts once; another one under it is answered 409.',
};
const traceparent: Json = {
  name: 'traceparent',
  in: 'header',
  schema: text,
  description: 'W3C Trace Context: its trace id is in message tracking.',
};

const accepted: Json = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid', description: 'By which its state is asked for.' },
    messageId: text,
    reply: { type: 'string', description: 'What the hub said.' },
  },
  required: ['id', 'messageId', 'reply'],
};

const letter = plain(letterInput);

/** Mail of applications. */
export const sendPaths: Json = {
  '/send': {
    post: {
      tags: ['send'],
      summary: 'Sends a message; 202 says that it is durable at a hub.',
      description,
      security,
      parameters: [
        key,
        traceparent,
        query('from', text, 'Of message/rfc822: the reverse-path.'),
        query(
          'to',
          { type: 'array', items: text },
          'Of message/rfc822: a recipient; it may be said several times.',
        ),
      ],
      requestBody: {
        required: true,
        content: {
          ...content(letter),
          'message/rfc822': { schema: { type: 'string', contentMediaType: 'message/rfc822' } },
        },
      },
      responses: answers('Accepted.', accepted, '202'),
    },
  },
  '/send/batch': {
    post: {
      tags: ['send'],
      summary: 'Sends messages, and tells of each what became of it.',
      description,
      security,
      parameters: [key, traceparent],
      requestBody: {
        required: true,
        content: content({
          type: 'object',
          properties: { messages: { type: 'array', items: letter, minItems: 1, maxItems: 1_000 } },
          required: ['messages'],
        }),
      },
      responses: answers('Of each message, in order: status 202 with its id, or a problem.', {
        type: 'object',
        properties: { results: { type: 'array', items: { type: 'object', additionalProperties: true } } },
      }),
    },
  },
  '/send/{id}': {
    get: {
      tags: ['send'],
      summary: 'What became of a message, recipient by recipient.',
      description,
      security,
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      responses: { ...answers('Its state.', plain(sentMessage)), ...problems },
    },
  },
};
