// The process of one agent: loads its file, and hands it what the service asks. It knows nothing else of Mailyard, since it
// may read nothing but its own folder and that of the agent.
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';

type Handler = (request: unknown, call: { readonly signal: AbortSignal }) => unknown;

const [file = '', factory = 'default'] = process.argv.slice(2);
const socket = new Socket({ fd: 3, readable: true, writable: true });
// The service is gone.
socket.on('close', () => process.exit());
socket.on('error', () => process.exit());

const pieceOctets = 98_304;
const agent = await load();
/** Calls under way. */
const calls = new Map<number, AbortController>();
let held = Buffer.alloc(0);
socket.on('data', (octets: Buffer) => {
  held = Buffer.concat([held, octets]);
  for (let length = nextLength(); length !== undefined; length = nextLength()) {
    const text = held.toString('utf8', 4, 4 + length);
    held = held.subarray(4 + length);
    hear(JSON.parse(text) as Heard);
  }
});
send({ ready: Object.keys(agent).filter((name) => typeof agent[name] === 'function') });

async function load(): Promise<Readonly<Record<string, Handler>>> {
  try {
    const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
    const found = module[factory];
    if (typeof found === 'object' && found !== null) return found as Readonly<Record<string, Handler>>;
    throw new Error(`${file} has no export ${factory} that is an agent`);
  } catch (error) {
    send({ failed: String(error) });
    throw error;
  }
}

function nextLength(): number | undefined {
  if (held.length < 4) return undefined;
  const length = held.readUInt32BE();
  return held.length < 4 + length ? undefined : length;
}

type Heard =
  | { readonly call: number; readonly event: string }
  /** Nobody waits for that call any more. */
  | { readonly cancelled: number };

function hear(heard: Heard): void {
  if ('cancelled' in heard) calls.get(heard.cancelled)?.abort();
  else void answer(heard);
}

async function answer({ call, ...request }: Extract<Heard, { readonly event: string }>): Promise<void> {
  const controller = new AbortController();
  calls.set(call, controller);
  try {
    const actions = (await agent[request.event]?.(request, { signal: controller.signal })) ?? [];
    send({ call, actions: Array.isArray(actions) ? actions.map((one) => sent(call, one)) : actions });
  } catch (error) {
    send({ call, error: String(error).slice(0, 1_024) });
  } finally {
    calls.delete(call);
  }
}

/** Content goes ahead in pieces, and its action says how much that was. */
function sent(call: number, action: unknown): unknown {
  if (typeof action !== 'object' || action === null || !('content' in action)) return action;
  const { content, ...rest } = action;
  const octets = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array);
  for (let from = 0; from < octets.length || from === 0; from += pieceOctets) {
    send({ call, piece: octets.toString('base64', from, from + pieceOctets) });
  }
  return { ...rest, octets: octets.length };
}

function send(value: object): void {
  const text = Buffer.from(JSON.stringify(value));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  socket.write(Buffer.concat([length, text]));
}
