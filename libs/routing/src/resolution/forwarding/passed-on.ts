import type { Recipient } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import type { Path } from '@mailyard/smtp';

import type { RedirectedRecipient } from '../../categorization.js';
import { addressed, withoutAlternate } from './alternate-recipient.js';
import type { Arrival } from '../arrival.js';

/** Somebody else gets the message of a recipient: outside, where nobody is found. */
export interface PassedOn {
  readonly by: Recipient;
  readonly to: Recipient | undefined;
  readonly arrival: Arrival;
  readonly redirected: RedirectedRecipient;
}

interface Successor extends Pick<PassedOn, 'by' | 'to'> {
  readonly path: Path;
  /** The recipient gets it as well. */
  readonly delivered: boolean;
}

export function passOn(arrival: Arrival, { path, delivered, ...whom }: Successor): PassedOn {
  const recipient = addressed(arrival.recipient);
  const onward = { ...recipient, path };
  // Where the recipient has it, nobody need stand in for them.
  const successor = delivered ? withoutAlternate(onward) : onward;
  const before = { ...recipient, path: pathOf(whom.by.PrimarySmtpAddress) };
  return {
    ...whom,
    arrival: { ...arrival, recipient: successor, resolved: false },
    redirected: { recipient: before, to: path, delivered },
  };
}
