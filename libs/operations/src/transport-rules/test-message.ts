import { applyRules, ruleReadingBounds, type RuleCopy, type RuleMessage } from '@mailyard/agents';
import { isGroup, type Organization } from '@mailyard/directory';
import { addressesIn, decodeText, HeaderBlock, MessageReader, type MessageSource } from '@mailyard/message';
import { isSmtpAddress, pathOf } from '@mailyard/schema';
import { formatPath, type EnvelopeRecipient, type Path } from '@mailyard/smtp';
import { z } from 'zod';

import { messageContent } from '../content/message-content.js';
import { operation, OperationError } from '../operation.js';
import { expandedGroup } from '../recipients/expanded-group.js';

const address = z.string().refine(isSmtpAddress, 'is no SMTP address');
const addresses = z.array(z.string()).readonly();

const copyOutput = z
  .object({
    recipients: addresses,
    outcome: z.enum(['pass', 'moderate', 'redirect', 'reject', 'delete']),
    reply: z.string().optional().describe('What the sender hears of a refusal.'),
    moderators: addresses.optional(),
    added: z
      .array(z.object({ address: z.string(), as: z.enum(['To', 'Cc', 'Bcc', 'Redirect']) }).readonly())
      .readonly(),
    header: z
      .object({ before: addresses, after: addresses })
      .readonly()
      .describe('Fields that are changed.')
      .meta(messageContent),
    disclaimers: addresses.describe('HTML that is added to the text.'),
    notices: z.array(z.object({ kind: z.string(), to: addresses }).readonly()).readonly(),
    rules: z
      .array(
        z
          .object({
            name: z.string(),
            guid: z.string(),
            acted: z.boolean().describe('False: in a test mode.'),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** Octets of a message that is tried. */
const sizeMax = 4 * 1024 * 1024;

export const testMessage = operation({
  name: 'Test-Message',
  summary: 'Tells which mail flow rules would be for a message, and what they would do; nothing is sent.',
  input: z.object({
    messageFileData: z
      .base64()
      .max(Math.ceil(sizeMax / 3) * 4)
      .describe('The message, an .eml file, in base64.'),
    sender: address.optional().describe('Of the envelope; default: its From.'),
    recipients: z
      .array(address)
      .min(1)
      .max(1000)
      .optional()
      .describe('Of the envelope; default: those in To and Cc.'),
    isInternal: z.boolean().default(false).describe('The sender has signed in, or is a trusted host.'),
    clientAddress: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1').describe('Who brought it.'),
  }),
  output: z
    .object({
      sender: z.string(),
      copies: z.array(copyOutput).readonly().describe('The message splits where a rule is for some alone.'),
      failures: z
        .array(z.object({ rule: z.string(), reason: z.string() }).readonly())
        .readonly()
        .describe('Rules that failed.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Rules'],
  audit: false,
  run(input, { directory: { organization } }) {
    const message = suppliedMessage(input, organization);
    const { copies, failures } = applyRules(message, organization, Date.now());
    return Promise.resolve({
      sender: message.reversePath === null ? '' : formatPath(message.reversePath),
      copies: copies.map((copy) => copyView(copy, message.header)),
      failures: failures.map(({ rule, cause }) => ({ rule: rule.Name, reason: String(cause) })),
    });
  },
});

interface Supplied {
  readonly messageFileData: string;
  readonly sender?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly isInternal: boolean;
  readonly clientAddress: string;
}

function suppliedMessage(input: Supplied, organization: Organization): RuleMessage {
  const octets = withLineEnds(Buffer.from(input.messageFileData, 'base64'));
  const end = octets.indexOf('\r\n\r\n');
  const header = HeaderBlock.parse(end === -1 ? octets : octets.subarray(0, end + 4));
  const [from] = addressesOf(header, 'From', 'Sender');
  const sender = input.sender ?? from;
  const recipients = resolved(input.recipients ?? addressesOf(header, 'To', 'Cc'), organization);
  if (recipients.length === 0) throw new OperationError('the message names no recipient: say for whom it is');
  const bounds = ruleReadingBounds(organization, Date.now());
  const reader = bounds && new MessageReader(header, bounds);
  reader?.write(end === -1 ? Buffer.alloc(0) : octets.subarray(end + 4));
  return {
    reversePath: sender === undefined ? null : pathOf(sender),
    recipients,
    header,
    sizeBytes: octets.length,
    source: sourceOf(input),
    ...(reader && { reading: reader.end() }),
  };
}

/** Files of other systems end their lines with LF alone (RFC 5322 §2.1). */
function withLineEnds(octets: Buffer): Buffer {
  return Buffer.from(octets.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1');
}

function addressesOf(header: HeaderBlock, ...names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => header.find(name))
    .flatMap((value) => addressesIn(value) ?? [])
    .filter(isSmtpAddress);
}

/** As the categorizer has resolved them before a rule looks: primary addresses, and of groups the members. */
function resolved(named: readonly string[], organization: Organization): readonly EnvelopeRecipient[] {
  const paths = named.flatMap((each): readonly Path[] => {
    const found = organization.recipient(pathOf(each));
    if (found === undefined) return [pathOf(each)];
    if (!isGroup(found)) return [pathOf(found.PrimarySmtpAddress)];
    const members = expandedGroup(found, organization).map(({ member }) => member);
    return members
      .filter((member) => !isGroup(member))
      .map(({ PrimarySmtpAddress }) => pathOf(PrimarySmtpAddress));
  });
  return [...new Map(paths.map((path) => [formatPath(path).toLowerCase(), { path }])).values()];
}

function sourceOf({ isInternal, clientAddress: ip }: Supplied): MessageSource {
  const nobody = { name: '', guid: '' };
  return {
    kind: 'SMTP',
    receivedAt: Date.now(),
    sessionId: '',
    connector: nobody,
    server: { fqdn: '', ip: '127.0.0.1' },
    peer: { ip, port: 25, helo: '' },
    authAs: isInternal ? 'Internal' : 'Anonymous',
    headerRights: { routing: isInternal, organization: isInternal, forest: isInternal },
  };
}

function copyView(copy: RuleCopy, header: HeaderBlock): z.output<typeof copyOutput> {
  const { fate, added, disclaimers, notices, applied } = copy;
  return {
    recipients: copy.recipients.map(({ path }) => formatPath(path)),
    outcome: fate.of,
    ...(fate.of === 'reject' && { reply: fate.reply.toString() }),
    ...(fate.of === 'moderate' && { moderators: fate.moderators.map(({ Name }) => Name) }),
    added: added.map(({ path, as }) => ({ address: formatPath(path), as })),
    header: changedFields(header, copy.header),
    disclaimers: disclaimers.map(({ html }) => html),
    notices: notices.map(({ kind, to }) => ({ kind, to: [to].flat().map((path) => formatPath(path)) })),
    rules: applied.map(({ rule, acted }) => ({ name: rule.Name, guid: rule.Guid, acted })),
  };
}

function changedFields(before: HeaderBlock, after: HeaderBlock) {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return {
    before: was.filter((field) => !is.includes(field)),
    after: is.filter((field) => !was.includes(field)),
  };
}

/** Unfolded (RFC 5322 §2.2.3) and decoded, a text each. */
function fieldsOf(header: HeaderBlock): readonly string[] {
  const text = header.toBuffer().toString('utf8');
  return text
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
    .filter((field) => field !== '')
    .map(decodeText);
}
