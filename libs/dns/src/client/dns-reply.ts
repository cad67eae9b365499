import { decode, type Answer, type DecodedPacket } from 'dns-packet';

import type { Question } from './question.js';
import type { DnsAnswer, DnsFailure } from '../resolver.js';

type Data = Extract<Answer, { data: unknown }>['data'];

/** What one server says: an answer, or the other name under which it is to be asked for. */
export type ServerAnswer =
  DnsAnswer<Data> | (Alias & { readonly kind: 'alias'; readonly secure?: true | undefined });

interface Alias {
  readonly name: string;
  readonly ttl: number;
}

/**
 * `truncated`: to be asked for again over TCP (RFC 1035 §4.2.1, RFC 2181 §9); `not-understood`: the server cannot read the
 * question, which may be due to what is new in it (RFC 6891 §7).
 */
export type DnsReply = ServerAnswer | { readonly kind: 'truncated' } | { readonly kind: 'not-understood' };

// RFC 2181 §8: a TTL with the highest bit set is 0.
const ttlMax = 2 ** 31 - 1;
const noError = 0;
const formatError = 1;
const serverFailure = 2;
const nameError = 3;
const notImplemented = 4;

/** Undefined: not the reply to this question, so that the right one may still come (RFC 5452 §9.1). */
export function readReply(octets: Buffer, id: number, question: Question): DnsReply | undefined {
  if (octets.length < 12 || octets.readUInt16BE(0) !== id) return undefined;
  const packet = decoded(octets);
  if (packet === undefined) return failed('malformed', 'the reply cannot be read');
  const code = codeOf(octets, packet);
  if (!packet.flag_qr || !asks(packet, question, { answers: isAnswer(code) })) return undefined;
  if (!isAnswer(code)) return refusal(code);
  if (packet.flag_tc) return { kind: 'truncated' };
  const answer = answerIn(packet, question, { nameExists: code === noError });
  return packet.flag_ad && answer.kind !== 'failed' ? { ...answer, secure: true } : answer;
}

function isAnswer(code: number): boolean {
  return code === noError || code === nameError;
}

function refusal(code: number): DnsReply {
  if (code === serverFailure) return failed('servfail', 'server failure');
  if (code === formatError || code === notImplemented) return { kind: 'not-understood' };
  return failed('refused', `refused with code ${code}`);
}

/** Its upper bits are in the OPT record (RFC 6891 §6.1.3). */
function codeOf(octets: Buffer, { additionals = [] }: DecodedPacket): number {
  const opt = additionals.find((record) => record.type === 'OPT');
  const upper = opt?.type === 'OPT' ? opt.extendedRcode : 0;
  return (upper << 4) | (octets.readUInt8(3) & 0x0f);
}

function failed(reason: DnsFailure['reason'], text: string): DnsFailure {
  return { kind: 'failed', reason, text };
}

/** A server that refuses may leave the question out; an answer without one may be to any. */
function asks(
  { questions = [] }: DecodedPacket,
  { name, type }: Question,
  { answers }: { readonly answers: boolean },
): boolean {
  if (questions.length === 0) return !answers;
  return questions.every((asked) => asked.type === type && sameName(asked.name, name));
}

function decoded(octets: Buffer): DecodedPacket | undefined {
  try {
    return decode(octets);
  } catch {
    // Anybody may send us anything; what cannot be read is told as malformed.
    return undefined;
  }
}

function answerIn(
  packet: DecodedPacket,
  question: Question,
  { nameExists }: { readonly nameExists: boolean },
): ServerAnswer {
  const answers = packet.answers ?? [];
  const alias = aliasOf(question.name, answers);
  if (alias === undefined) return failed('malformed', 'aliases in a circle');
  const records = answers.filter(
    (answer) => answer.type === question.type && sameName(answer.name, alias.name),
  );
  if (records.length > 0) {
    return {
      kind: 'found',
      records: records.flatMap((record) => ('data' in record ? [record.data] : [])),
      ttl: Math.min(alias.ttl, ...records.map(ttlOf)),
      canonical: alias.name === question.name ? undefined : alias.name,
    };
  }
  const ttl = Math.min(alias.ttl, negativeTtl(packet.authorities ?? []));
  if (!nameExists) return { kind: 'no-such-domain', ttl };
  const told = (packet.authorities ?? []).some((record) => record.type === 'SOA');
  // A server that keeps only the alias leaves the rest of the way to us (RFC 1034 §3.6.2).
  const further = alias.name !== question.name && !told;
  return further ? { kind: 'alias', ...alias } : { kind: 'no-such-record', ttl };
}

/** The end of the chain of aliases, and the lowest TTL on the way there; undefined when it has no end. */
function aliasOf(name: string, answers: readonly Answer[]): Alias | undefined {
  let end = { name, ttl: ttlMax };
  for (let steps = 0; steps <= answers.length; steps += 1) {
    const alias = answers.find((answer) => answer.type === 'CNAME' && sameName(answer.name, end.name));
    if (alias?.type !== 'CNAME') return end;
    end = { name: alias.data.toLowerCase(), ttl: Math.min(end.ttl, ttlOf(alias)) };
  }
  return undefined;
}

/** RFC 2308 §5: the lower of SOA's TTL and its MINIMUM; without SOA it is not to be kept at all. */
function negativeTtl(authorities: readonly Answer[]): number {
  const soa = authorities.find((record) => record.type === 'SOA');
  return soa?.type === 'SOA' ? Math.min(ttlOf(soa), soa.data.minimum ?? 0) : 0;
}

function ttlOf(record: Answer): number {
  const ttl = 'ttl' in record ? (record.ttl ?? 0) : 0;
  return ttl > ttlMax ? 0 : ttl;
}

/** RFC 1035 §2.3.3: without regard to case. */
function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
