import { decodeText, fieldText, HeaderBlock, type HeaderField } from '@mailyard/message';
import { z } from 'zod';

import { contentRight, messageContent } from '../../content/message-content.js';
import { operation, OperationError } from '../../operation.js';
import { loadedCopy } from './loaded-copy.js';
import { copiesOf, messageIdentity } from './show-message.js';

const field = z
  .object({
    name: z.string().describe('As written; empty: the line is no field.'),
    value: z.string().describe('Behind the colon, folded as it came.'),
    decoded: z.string().optional().describe('What its encoded words say (RFC 2047).'),
  })
  .readonly();

export const getMessageHeader = operation({
  name: 'Get-MessageHeader',
  summary: 'Shows the header of a message that waits, field by field as it is kept, and nothing of its body.',
  input: z.object({ id: messageIdentity }),
  output: z
    .object({ internalId: z.string(), fields: z.array(field).readonly().meta(messageContent) })
    .readonly(),
  right: contentRight,
  // It changes nothing; that somebody has looked is on record, as of all that is of the content of messages.
  audit: false,
  async run({ id: identity }, context) {
    const [copy] = await copiesOf(identity, context);
    if (copy === undefined) throw new OperationError(`no message ${identity.id} waits in a queue`);
    const { item } = await loadedCopy(copy, context);
    return { internalId: copy.internalId, fields: HeaderBlock.parse(item.header).fields.map(toldField) };
  },
});

function toldField(told: HeaderField): z.output<typeof field> {
  const { name } = told;
  const text = fieldText(told).replace(/\r\n$/, '');
  const value = name === '' ? text : text.slice(text.indexOf(':') + 1).trim();
  const decoded = decodeText(value);
  return decoded === value ? { name, value } : { name, value, decoded };
}
