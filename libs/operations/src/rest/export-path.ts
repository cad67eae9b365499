import { exportMessage } from '../messages/reading/export-message.js';
import { rightsFor } from '../operation.js';

/** A file, where operations give JSON: in OpenAPI. */
export const exportPath = {
  tags: ['operations'],
  summary: exportMessage.summary,
  description: `As ${exportMessage.name}; needs the right ${rightsFor(exportMessage).join(' or ')}.`,
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    {
      name: 'copy',
      in: 'query',
      required: false,
      schema: { type: 'string' },
      description: 'Its number, where several copies wait.',
    },
  ],
  responses: {
    '200': {
      description: 'The file, with X-Sender and X-Receiver in front of the header.',
      content: { 'message/rfc822': { schema: { type: 'string', contentMediaType: 'message/rfc822' } } },
    },
    default: { $ref: '#/components/responses/Problem' },
  },
} as const;
