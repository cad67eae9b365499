import { externalPath, type Organization, type Recipient } from '@mailyard/directory';
import { addressKey, formatPath, type Path } from '@mailyard/smtp';

/** The address that a recipient's mail goes to, as the rows after this one have it. */
export function trackedAddress(recipient: Recipient, organization: Organization): string {
  return 'ExternalEmailAddress' in recipient
    ? formatPath(externalPath(recipient, organization))
    : recipient.PrimarySmtpAddress;
}

/** The same for every address of a recipient. */
export function recipientKey(path: Path, organization: Organization): string {
  return organization.recipient(path)?.Guid ?? addressKey(path);
}
