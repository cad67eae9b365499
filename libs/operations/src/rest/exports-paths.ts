import { rightsFor } from '../operation.js';
import { exportedLists } from './exported-lists.js';
import { query } from './open-api-words.js';

/** Lists as files: in OpenAPI. */
export const exportsPaths = Object.fromEntries(
  Object.entries(exportedLists).map(([name, { operation }]) => [
    `/exports/${name}`,
    {
      get: {
        tags: ['operations'],
        'x-operation': operation.name,
        summary: `${operation.summary} As a file.`,
        description: `As ${operation.name}, all of it; needs the right ${rightsFor(operation).join(' or ')}.`,
        parameters: [
          query('format', { type: 'string', enum: ['csv', 'json'], default: 'csv' }, 'Of the file.'),
          query('ask', { type: 'string' }, `The input of ${operation.name}, as JSON.`),
        ],
        responses: {
          '200': {
            description: 'The file.',
            content: {
              'text/csv': { schema: { type: 'string' } },
              'application/json': { schema: { type: 'array' } },
            },
          },
          default: { $ref: '#/components/responses/Problem' },
        },
      },
    },
  ]),
);
