import { createHash, randomBytes } from 'node:crypto';

/** Of what an order has to be told apart by: its time and chance. */
export const newSeed = (now: number): string => {
  const time = Buffer.alloc(6);
  time.writeUIntBE(now, 0, 6);
  return Buffer.concat([time, randomBytes(10)]).toString('hex');
};

/**
 * The GUID of a message of an application (RFC 9562 §5.8): time, chance, and which application it is of. So it is known before the
 * message is accepted, whoever asks later can be told from others, and no list of messages is kept for that.
 */
export function messageGuid(seed: string, index: number, application: string): string {
  const chance = createHash('sha256').update(`${seed} ${index}`).digest();
  const octets = Buffer.concat([
    Buffer.from(seed.slice(0, 12), 'hex'),
    chance.subarray(0, 4),
    tagOf(application),
    chance.subarray(4, 6),
  ]);
  octets[6] = 0x80 | ((octets[6] ?? 0) & 0x0f);
  octets[8] = 0x80 | ((octets[8] ?? 0) & 0x3f);
  return octets.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether a message with that GUID is the application’s. */
export function isMessageOf(guid: string, application: string): boolean {
  return applicationTagOf(guid) === tagOf(application).toString('hex');
}

/** Undefined: it is of no application. */
export function applicationTagOf(guid: string): string | undefined {
  return /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-([\da-f]{8})[\da-f]{4}$/.exec(guid)?.[1];
}

function tagOf(application: string): Buffer {
  return createHash('sha256').update(application.toLowerCase()).digest().subarray(0, 4);
}
