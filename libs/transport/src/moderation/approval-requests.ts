import type { Organization } from '@mailyard/directory';
import {
  approvalRequest,
  decodeText,
  encodeText,
  HeaderBlock,
  headerField,
  languageOfTag,
  type DsnLanguage,
  type ModeratedMessage,
} from '@mailyard/message';
import type { LoadedCopy, NewItem, PendingApproval, QueuedCopy } from '@mailyard/queue';
import { approvalPath, approvalServer, type ApprovalAddress } from '@mailyard/routing';
import { pathOf } from '@mailyard/schema';
import { exchangeRecipient, formatPath, type Path } from '@mailyard/smtp';

import type { SystemItems } from '../system-mail/system-items.js';

/** A copy that waits, or is about to. */
export interface WaitingCopy {
  readonly message: LoadedCopy;
  readonly copy: QueuedCopy;
  readonly approval: PendingApproval;
}

/**
 * The request to the moderators of a copy: each gets a copy of their own, whose failure comes back to an address that is
 * theirs. None for nobody: an administrator decides then.
 */
export async function approvalRequests(
  { message, copy, approval }: WaitingCopy,
  {
    organization,
    server,
    items,
  }: { readonly organization: Organization; readonly server: string; readonly items: SystemItems },
): Promise<readonly NewItem[]> {
  const { moderators, askedAt } = approval;
  if (moderators.length === 0) return [];
  const { id } = message.item;
  const answerTo = addressOf({ id, secret: approval.secret }, { organization, server });
  const until = new Date(askedAt + organization.transport.ModerationExpirationTimeout);
  const about = moderatedMessage(message, copy);
  const { subject, html } = approvalRequest(about, { answerTo, until }, moderatorsLanguage(organization));
  const from = assistant(approval, organization);
  const request = await items.write({
    about: message,
    to: moderators.map(pathOf),
    reversePath: answerTo,
    subject: encodeText(subject),
    html,
    attached: true,
    from,
    fields: [headerField('Reply-To', `<${formatPath(answerTo)}>`)],
    bounceTo: (bounceOf) => addressOf({ id, secret: approval.secret, bounceOf }, { organization, server }),
  });
  return [request];
}

interface Place {
  readonly organization: Organization;
  /** Its name. */
  readonly server: string;
}

/** Where decisions about a copy go, or what comes back of the request to one of its moderators. */
function addressOf(reference: Omit<ApprovalAddress, 'server'>, { organization, server: name }: Place): Path {
  const own = organization.server(name);
  const server = own === undefined ? nowhere : approvalServer(own);
  return approvalPath({ ...reference, server }, organization.defaultDomain.DomainName);
}

/** Of a server that the organization does not name: whoever gets the answer looks for it at home. */
const nowhere = '00000000';

export function moderatedMessage({ item }: LoadedCopy, { recipients }: QueuedCopy): ModeratedMessage {
  const header = HeaderBlock.parse(item.header);
  const field = (name: string): string => decodeText(header.first(name) ?? '');
  return {
    subject: item.subject ?? field('Subject'),
    sender: field('From') || formatPath(item.envelope.reversePath),
    recipients: recipients.map(({ path, displayName }) =>
      displayName === undefined ? formatPath(path) : `${displayName} <${formatPath(path)}>`,
    ),
  };
}

/** The mailbox from which moderators are asked. */
export function assistant(
  { arbitrationMailbox }: Pick<PendingApproval, 'arbitrationMailbox'>,
  { defaultDomain }: Organization,
): string {
  const address = arbitrationMailbox ?? `${exchangeRecipient}@${defaultDomain.DomainName}`;
  return `"Microsoft Exchange Approval Assistant" <${address}>`;
}

/** Nobody knows what moderators read; they are of the organization. */
export function moderatorsLanguage({ transport }: Organization): DsnLanguage {
  return languageOfTag(transport.InternalDsnDefaultLanguage ?? '') ?? 'en';
}
