import type { Command } from '../command.js';

/** Commands by the words that they begin with. What they need is loaded when one is called, or the help tells of all. */
interface Room {
  readonly words: readonly string[];
  readonly load: () => Promise<readonly Command[]>;
}

/** In the order of the help. */
const rooms: readonly Room[] = [
  { words: ['plan'], load: async () => [(await import('./organization/plan.js')).plan] },
  { words: ['apply'], load: async () => [(await import('./organization/apply.js')).apply] },
  { words: ['export'], load: async () => [(await import('./organization/export.js')).exportOrganization] },
  { words: ['import'], load: async () => [(await import('./organization/import.js')).importExports] },
  {
    words: ['history', 'rollback'],
    load: async () => (await import('./organization/history.js')).historyCommands,
  },
  { words: ['explain'], load: async () => [(await import('./organization/explain.js')).explain] },
  {
    words: ['explain-route'],
    load: async () => [(await import('./organization/explain-route.js')).explainRouteCommand],
  },
  { words: ['mailbox'], load: async () => (await import('./mailboxes/mailbox.js')).mailboxCommands },
  { words: ['password'], load: async () => (await import('./mailboxes/password.js')).passwordCommands },
  { words: ['secrets'], load: async () => (await import('./organization/secrets.js')).secretCommands },
  { words: ['domain'], load: async () => (await import('./organization/domain.js')).domainCommands },
  {
    words: ['queue', 'retry', 'suspend', 'resume'],
    load: async () => (await import('./queues/queue.js')).queueCommands,
  },
  {
    words: ['message'],
    load: async () => [
      ...(await import('./queues/message.js')).messageCommands,
      ...(await import('./queues/moderation.js')).moderationCommands,
    ],
  },
  { words: ['operation'], load: async () => (await import('./queues/operation.js')).bulkCommands },
  { words: ['resubmit'], load: async () => (await import('./queues/resubmit.js')).resubmitCommands },
  {
    words: ['tracking'],
    load: async () => [
      ...(await import('./tracking/tracking.js')).trackingCommands,
      (await import('./tracking/tracking-import.js')).trackingImport,
    ],
  },
  { words: ['agent'], load: async () => (await import('./servers/agent.js')).agentCommands },
  {
    words: ['component', 'resource', 'health'],
    load: async () => (await import('./servers/component.js')).componentCommands,
  },
  { words: ['audit'], load: async () => (await import('./servers/audit.js')).auditCommands },
  {
    words: ['administrator'],
    load: async () => (await import('./administrators/administrator.js')).administratorCommands,
  },
  { words: ['token'], load: async () => (await import('./administrators/token.js')).tokenCommands },
];

export async function allCommands(): Promise<readonly Command[]> {
  const loaded = await Promise.all(rooms.map(({ load }) => load()));
  return loaded.flat();
}

/** Those about what the word names, as `mailbox`; none: it names nothing. */
export async function commandsAbout(word: string | undefined): Promise<readonly Command[]> {
  const room = rooms.find(({ words }) => words.some((each) => each === word));
  return ((await room?.load()) ?? []).filter(({ name }) => name.split(' ', 1)[0] === word);
}
