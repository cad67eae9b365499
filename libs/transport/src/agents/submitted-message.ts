import type { Organization } from '@mailyard/directory';
import { HeaderBlock } from '@mailyard/message';
import type { LoadedCopy, MailItem, QueuedRecipient, ReadCopy } from '@mailyard/queue';
import type { Categorization, FailedRecipient } from '@mailyard/routing';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import type { RuledCopy } from '../tracking/track-rules.js';
import { untouchedCopy, type AgentCopy } from './agent-copy.js';

/** A copy in Submission, and how its recipients are categorized. */
export interface Submitted {
  readonly copy: ReadCopy['copy'];
  readonly item: Pick<MailItem, 'source' | 'sizeBytes'>;
  readonly organization: Organization;
  readonly categorize: (recipients: readonly EnvelopeRecipient[]) => Categorization;
}

/** A message as the agents at OnSubmittedMessage leave it: its recipients are resolved next. */
export interface SubmittedMessage {
  readonly recipients: readonly QueuedRecipient[];
  readonly header: HeaderBlock;
  /** In place of the message's. */
  readonly content: AsyncIterable<Buffer> | undefined;
  /** Header or content are other ones. */
  readonly isChanged: boolean;
  readonly failed: readonly FailedRecipient[];
  readonly told: readonly RuledCopy[];
}

type AskAll = (
  copies: readonly AgentCopy<QueuedRecipient>[],
) => Promise<readonly AgentCopy<QueuedRecipient>[]>;

export async function submittedMessage({ item, copy }: LoadedCopy, ask: AskAll): Promise<SubmittedMessage> {
  const header = HeaderBlock.parse(item.header);
  const untouched = {
    copy: untouchedCopy(copy.recipients, header),
    own: {},
    acts: [],
    isTouched: false,
  };
  const copies = await ask([untouched]);
  const passing = copies.find(({ copy: { fate } }) => fate.of === 'pass' || fate.of === 'redirect');
  const passed = passing?.copy ?? { ...untouched.copy, recipients: [] };
  const failed = copies.flatMap(({ copy: { recipients, fate } }) =>
    fate.of === 'reject'
      ? recipients.map((recipient) => ({ recipient, reply: fate.reply, refusedBy: 'AGENT' as const }))
      : [],
  );
  const added = passed.added.map(({ path }) => ({ path, notify: ['NEVER'] as const }));
  return {
    recipients: [...passed.recipients, ...added],
    header: passed.header,
    content: passing?.content,
    isChanged: passing?.content !== undefined || passed.header !== header,
    failed,
    told: copies.filter(({ acts }) => acts.length > 0).map(({ copy: told, acts }) => ({ copy: told, acts })),
  };
}
