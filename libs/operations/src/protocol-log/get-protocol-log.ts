import { z } from 'zod';

import { operation } from '../operation.js';

export const sessionIdentity = z
  .string()
  .regex(/^[0-9A-F]{16}$/i, 'must be 16 hexadecimal digits, as 08D4A2C1B3E5F607')
  .transform((id) => id.toUpperCase())
  .describe('As replies, logs and message tracking have it.');

export const protocolLine = z
  .object({
    service: z.string(),
    direction: z.enum(['Receive', 'Send']),
    time: z.string().describe('ISO 8601.'),
    connector: z.string(),
    session: z.string(),
    sequence: z.int(),
    local: z.string(),
    remote: z.string(),
    event: z.string().describe('+ connected, - disconnected, > sent, < received, * information.'),
    data: z.string(),
    context: z.string(),
  })
  .readonly();

export const getProtocolLog = operation({
  name: 'Get-ProtocolLog',
  summary: 'Tells what was said in an SMTP session, line by line, of which there is a protocol log.',
  input: z.object({ session: sessionIdentity }),
  output: z.array(protocolLine).readonly(),
  right: 'View-Only Configuration',
  audit: false,
  run: ({ session }, { protocolLogs }) => protocolLogs.session(session),
});
