/** Where a function is, as a profile names it. */
interface Place {
  readonly functionName: string;
  readonly url: string;
}

/** Folder → the stage of a message's way that it serves; the first that fits. */
const folders: readonly (readonly [part: string, stage: string])[] = [
  ['libs/smtp/dist/server', 'SMTP session'],
  ['libs/smtp/dist/hop', 'hop'],
  ['libs/smtp/dist/client', 'hop'],
  ['libs/smtp/dist', 'SMTP addresses, commands, replies'],
  ['libs/receive/dist/sinks', 'sink'],
  ['libs/receive/dist', 'Receive connector: checks, rights, limits'],
  ['libs/message/dist', 'header and trace'],
  ['libs/queue/dist/redis', 'Redis client'],
  ['node_modules/ioredis', 'Redis client'],
  ['node_modules/@ioredis', 'Redis client'],
  ['node_modules/bullmq', 'Redis client'],
  ['libs/queue/dist', 'queue'],
  ['libs/transport/dist', 'categorizer and lanes'],
  ['libs/routing/dist', 'categorizer and lanes'],
  ['libs/delivery/dist', 'delivery agent'],
  ['libs/mailbox-store/dist', 'mailbox store'],
  ['libs/telemetry/dist', 'protocol log and metrics'],
  ['node_modules/prom-client', 'protocol log and metrics'],
  ['libs/service/dist', 'service log, settings, registry'],
  ['node_modules/pino', 'service log, settings, registry'],
  ['libs/directory/dist', 'directory'],
  ['libs/sign-in/dist', 'directory'],
];

/** What V8 calls what is no function. */
const special: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'garbage collector'],
  ['(program)', 'Node and V8 themselves'],
]);

/** Undefined: nothing was done. `caller`: the stage that a function of Node or of V8 serves. */
export function stageOf({ functionName, url }: Place, caller: string): string | undefined {
  if (functionName === '(idle)') return undefined;
  const folder = folders.find(([part]) => url.includes(part));
  return folder?.[1] ?? special.get(functionName) ?? caller;
}
