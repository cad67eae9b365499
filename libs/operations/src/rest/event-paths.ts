import { topicKinds } from '../events/topics/index.js';

/** OpenAPI has no words for the events of a stream; the description tells of them. */
export const eventPaths = {
  '/events': {
    get: {
      tags: ['events'],
      summary: 'What is live, as server-sent events.',
      description: topicKinds
        .map(({ name, argument, summary, rights }) => {
          const topic = argument === undefined ? name : `${name}:{${argument}}`;
          return `\`${topic}\`: ${summary} Needs the right ${rights.join(' or ')}.`;
        })
        .join('\n\n'),
      parameters: [
        {
          name: 'topics',
          in: 'query',
          required: true,
          schema: { type: 'array', items: { type: 'string' }, maxItems: 20 },
          explode: false,
          description: 'Divided by commas; it may also be said several times.',
        },
        {
          name: 'Last-Event-ID',
          in: 'header',
          schema: { type: 'string' },
          description: 'Of the event that was received last: what has happened since is told, for a minute.',
        },
        {
          name: 'lastEventId',
          in: 'query',
          schema: { type: 'string' },
          description: 'The same, of whoever goes on with other topics.',
        },
      ],
      responses: {
        '200': {
          description: 'Events named open, reload, problem, and like the topics.',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        default: { $ref: '#/components/responses/Problem' },
      },
    },
  },
};
