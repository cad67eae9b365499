import type { JournalRule, Organization } from '@mailyard/directory';
import type { MessageSource } from '@mailyard/message';
import { nameKey } from '@mailyard/schema';
import { formatPath, type Path } from '@mailyard/smtp';

import { isMember, isNamed } from '../recipients.js';

/** What journal rules ask of a message. */
export interface JournaledMessage {
  readonly reversePath: Path | null;
  readonly source: Pick<MessageSource, 'authAs'>;
  /** Whoever gets it. */
  readonly recipients: readonly Path[];
}

/** Where the reports of a message go: each address once, whatever the number of rules. */
export function journalAddresses(message: JournaledMessage, organization: Organization): readonly string[] {
  const rules = organization.objects.JournalRules.filter(
    (rule) => rule.Enabled && isFor(rule, message, organization),
  );
  const addresses = rules.map(
    ({ JournalEmailAddress: to }) => organization.recipientByName(to)?.PrimarySmtpAddress ?? to,
  );
  return [...new Map(addresses.map((address) => [nameKey(address), address])).values()];
}

/** Whether any message is reported at all. */
export function hasJournalRules({ objects: { JournalRules } }: Organization): boolean {
  return JournalRules.some(({ Enabled }) => Enabled);
}

function isFor(
  { Recipient: whose, Scope }: JournalRule,
  { reversePath, source, recipients }: JournaledMessage,
  organization: Organization,
): boolean {
  const isInside = ({ domain }: Path): boolean => organization.acceptedDomain(domain) !== undefined;
  // Whoever has not signed in may write any address.
  const fromInside = source.authAs === 'Internal' && (reversePath === null || isInside(reversePath));
  const scoped = recipients.filter(
    (path) =>
      Scope === 'Global' || (Scope === 'Internal') === (fromInside && organization.isInternal(path.domain)),
  );
  if (scoped.length === 0) return false;
  if (whose === undefined) return true;
  const parties = reversePath === null || !fromInside ? scoped : [reversePath, ...scoped];
  return parties.some((path) => {
    const address = formatPath(path);
    return isNamed(address, [whose], organization) || isMember(address, [whose], organization);
  });
}
