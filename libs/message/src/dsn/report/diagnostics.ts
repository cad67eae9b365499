import { formatPath } from '@mailyard/smtp';

import { applyHeaderFirewall, noHeaderRights } from '../../trace/header-firewall.js';
import type { DsnRecipient, DsnRequest } from '../dsn.js';
import type { Catalogue } from '../words/catalogue.js';
import type { ReportBlock } from './report-block.js';

/** Enough for any honest header; what is longer would bury the report. */
const maxHeaderOctets = 16_384;

/** What an administrator wants to know, at the end of the report. */
export function diagnosticBlocks(request: DsnRequest, { diagnostics }: Catalogue): readonly ReportBlock[] {
  const { fqdn, diagnostics: shown } = request.reporter;
  // The trace shows the organization's inside: it helps our administrators and is no business of strangers.
  const rights = { ...noHeaderRights, routing: shown === 'whole' };
  const block = applyHeaderFirewall(request.original.header, rights);
  const header = block.toBuffer().toString('utf8', 0, maxHeaderOctets);
  return [
    { form: 'heading', text: diagnostics.heading },
    { form: 'paragraph', text: diagnostics.generatingServer(fqdn) },
    ...request.recipients.map((recipient): ReportBlock => {
      return { form: 'preformatted', text: recipientLines(recipient, diagnostics).join('\n') };
    }),
    { form: 'paragraph', text: diagnostics.originalHeader },
    { form: 'preformatted', text: header.trimEnd() },
  ];
}

function recipientLines(
  { path, remote, reply }: DsnRecipient,
  words: Catalogue['diagnostics'],
): readonly string[] {
  const address = formatPath(path);
  if (remote === undefined) return [address, words.returned(reply.toString())];
  const host = remote.ip === undefined ? remote.host : `${remote.host} (${remote.ip})`;
  return [address, host, words.remoteReturned(reply.toString())];
}
