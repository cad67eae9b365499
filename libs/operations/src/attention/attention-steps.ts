import type { AttentionPage, AttentionState } from './attention-item.js';

/** How bad it is, and what whoever reads of it does next. */
export interface AttentionStep {
  /** The worst is the highest. */
  readonly weight: number;
  readonly state: AttentionState;
  readonly page: AttentionPage;
  readonly next: string;
}

const person = (weight: number, page: AttentionPage, next: string): AttentionStep => ({
  weight,
  state: 'NeedsPerson',
  page,
  next,
});
const again = (weight: number, page: AttentionPage, next: string): AttentionStep => ({
  weight,
  state: 'TriesAgain',
  page,
  next,
});
const held = (weight: number, page: AttentionPage, next: string): AttentionStep => ({
  weight,
  state: 'Held',
  page,
  next,
});

/** By code: those of degradations, and the few that are seen from outside a service. */
const steps: Readonly<Record<string, AttentionStep>> = {
  'redis-away': person(100, 'services', 'Start Redis; what was accepted is in its files.'),
  'redis-refuses-writes': person(97, 'services', 'Give Redis memory or disk; until then mail gets a 4xx.'),
  'service-missing': person(95, 'services', 'Start a process of this service.'),
  'content-store-missing': person(93, 'services', 'Mount the volume of the queues again.'),
  'mailbox-database-missing': person(90, 'services', 'Mount the volume of the mailboxes again.'),
  'certificate-expired': person(88, 'certificates', 'Renew it; peers that verify no longer connect.'),
  'listener-failed': person(85, 'services', 'Free the address and port, or change the binding.'),
  'certificates-unreadable': person(86, 'certificates', 'Mend or remove the file that cannot be read.'),
  'certificates-missing': person(84, 'certificates', 'Mount the volume of the certificates again.'),
  'queue-stands-still': person(80, 'queues', 'Look whether a hub runs and takes from it.'),
  'secret-not-opened': person(78, 'services', 'Bring back the key, or set the secret anew.'),
  'message-in-poison': person(76, 'messages', 'Look at the message; export it, then resubmit or remove it.'),
  'queue-unreachable': person(75, 'queues', 'Make a Send connector for these domains, then resubmit.'),
  'queue-too-long': person(72, 'queues', 'Look at who sends so much, and whether hubs keep up.'),
  'transport-agent-failing': person(70, 'services', 'Read its log; disable the agent if mail waits for it.'),
  'back-pressure': again(
    68,
    'back-pressure',
    'Give it what runs out; it ends by itself below the threshold.',
  ),
  'service-gone': person(66, 'services', 'Start it again, or look in its log why it died.'),
  'redis-not-durable': person(64, 'services', 'Set appendfsync always: a 250 is worth what Redis keeps.'),
  'queue-late': again(60, 'queues', 'Read its last error; senders are told soon that their mail waits.'),
  'queue-in-retry': again(55, 'queues', 'Read its last error, mend it, then retry the queue.'),
  'certificate-expires': person(50, 'certificates', 'Renew it, and assign it to the same connectors.'),
  'directory-source-failing': again(45, 'directory-sources', 'Look whether the directory answers.'),
  'logs-missing': person(42, 'services', 'Mount the volume of the logs again.'),
  'tracking-store-away': again(40, 'services', 'Look at the tracking database; events wait meanwhile.'),
  'tracking-store-behind': again(36, 'services', 'It catches up when there is less mail.'),
  'tracking-store-not-shared': person(35, 'services', 'Name a database that all processes reach.'),
  'queue-waits-for-limit': held(30, 'queues', 'Raise the limit if it is lower than it need be.'),
  'connector-disabled': held(25, 'receive-connectors', 'Enable it when it is to take mail again.'),
  'queue-suspended': held(20, 'queues', 'Resume it when it may go on.'),
};

const unknown = person(48, 'services', 'Read the log of the service.');

export function attentionStep(code: string): AttentionStep {
  return steps[code] ?? unknown;
}
