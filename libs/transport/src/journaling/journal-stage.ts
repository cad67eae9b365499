import { hasJournalRules, journalAddresses, journalText, type JournaledRecipient } from '@mailyard/agents';
import { externalPath, isBuiltInEnabled, type Organization } from '@mailyard/directory';
import { decodeText, HeaderBlock, headerField, journalingWasDone } from '@mailyard/message';
import type { LoadedCopy, MailItem, NewItem } from '@mailyard/queue';
import { isForExpansion, type Categorization, type ResolvedRecipient } from '@mailyard/routing';
import { pathOf } from '@mailyard/schema';
import { addressKey, parseMailbox, type Path } from '@mailyard/smtp';

import { asHtml, SystemItems } from '../system-mail/system-items.js';
import type { TransportContext } from '../transport-context.js';

const field = 'X-MS-Exchange-Organization-Journal-Report';
/** As it is called beyond the organization, where the other one does not get. */
const fieldOutside = 'X-MS-Journal-Report';

/** Whether messages like this one are reported at all: what the organization itself writes is not. */
export function areJournaled({ source }: Pick<MailItem, 'source'>, organization: Organization): boolean {
  if (source.kind === 'DSN' || !hasJournalRules(organization)) return false;
  return isBuiltInEnabled('Journal Agent', organization.objects);
}

/**
 * Journal reports: a message to each address that a rule names, with who sent what to whom, and the message as it was
 * submitted attached. They exist if and only if the copy leaves Submission that they tell of.
 */
export class JournalStage {
  readonly #context: TransportContext;
  readonly #items: SystemItems;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#items = new SystemItems(context);
  }

  async reports(
    about: LoadedCopy,
    categorization: Categorization,
    organization: Organization,
  ): Promise<readonly NewItem[]> {
    const { item, copy } = about;
    // A copy whose recipients are resolved has been reported before, and so has one that is submitted again.
    const isReported = copy.resolved === true || copy.journaled === true;
    if (isReported || !areJournaled(item, organization)) return [];
    const { source, envelope } = item;
    const { reversePath } = envelope;
    const recipients = recipientsOf(categorization, organization);
    const asked = { reversePath, source, recipients: recipients.map(({ path }) => path) };
    const header = HeaderBlock.parse(item.header);
    if (journalingWasDone(header)) return [];
    const text = { header, reversePath, messageId: item.messageId, recipients };
    const html = asHtml(journalText({ ...text, isOriginating: source.authAs === 'Internal' }));
    const { JournalingReportNdrTo: ndrTo } = this.#context.organization().transport;
    const reports: NewItem[] = [];
    for (const address of journalAddresses(asked, organization)) {
      const report = await this.#items.write({
        about,
        to: [pathOf(address)],
        reversePath: ndrTo === undefined ? null : pathOf(ndrTo),
        subject: decodeText(header.first('Subject') ?? ''),
        html,
        attached: true,
        fields: [headerField(field, ''), headerField(fieldOutside, '')],
      });
      reports.push(report);
    }
    return reports;
  }
}

/** Members of a group that another server expands are reported there. */
function recipientsOf(
  { deliveries, unreachable, redirected }: Categorization,
  organization: Organization,
): readonly JournaledRecipient[] {
  const forwarded = new Set(redirected.map(({ to }) => addressKey(servedPath(to, organization))));
  const all: readonly ResolvedRecipient[] = [
    ...deliveries.filter((each) => !isForExpansion(each)).flatMap(({ recipients }) => recipients),
    ...unreachable.map(({ recipient }) => recipient),
  ];
  return all.map((recipient) => {
    const reported = journaled(recipient);
    const isForwarded = reported.by === undefined && forwarded.has(addressKey(recipient.path));
    return isForwarded ? { ...reported, by: 'Forwarded' } : reported;
  });
}

/** Where mail for an address goes: of a contact and a mail user outside. */
function servedPath(path: Path, organization: Organization): Path {
  const found = organization.recipient(path);
  if (found === undefined) return path;
  return 'ExternalEmailAddress' in found
    ? externalPath(found, organization)
    : pathOf(found.PrimarySmtpAddress);
}

function journaled({ path, orcpt, group }: ResolvedRecipient): JournaledRecipient {
  if (group !== undefined) return { path, original: group, by: 'Expanded' };
  const written = parseMailbox(orcpt?.replace(/^(?:rfc822|utf-8);/i, '') ?? '');
  return written === undefined || addressKey(written) === addressKey(path)
    ? { path }
    : { path, original: written };
}
