import type { Directory, EdgeSubscription } from '@mailyard/directory';
import { span } from '@mailyard/schema';
import type { Log, SecretKeys, ServiceRegistry } from '@mailyard/service';
import type { Redis } from 'ioredis';

import type { SectionName } from '../bundle/bundle.js';
import {
  EdgeClient,
  EdgeUnreachable,
  type BundleAnswer,
  type StateAnswer,
} from '../http/http-edge-client.js';
import { openSecrets, sealSecrets } from '../subscription/edge-secrets.js';
import { recipientKey } from '../subscription/subscription-secret.js';
import { configurationFor } from './configuration.js';
import { digestsOf, issueBundle, type IssuedBundle, type WholeSections } from './issued-bundle.js';
import { RecipientDigests } from './recipients.js';
import { EdgeRecords, type EdgeRecord, type SyncRecord, type SyncType } from './redis-edge-records.js';
import { topologyOf } from './topology.js';

/** What an organization shows to its Edge servers. */
export interface SigningIdentity {
  /** CA in PEM, by which the Edge knows the organization. */
  readonly authority: string;
  readonly internal: { readonly certificate: string; readonly key: string };
  readonly sign: (text: Buffer) => Buffer;
}

export interface EdgeSynchronizerOptions {
  readonly redis: Redis;
  readonly directory: Directory;
  readonly registry: Pick<ServiceRegistry, 'live'>;
  readonly keys: Pick<SecretKeys, 'open' | 'seal' | 'ensure'>;
  readonly identity: () => Promise<SigningIdentity>;
  readonly portOffset: number;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/** How long a bundle holds when no other comes. */
export const bundleValidMs = 21 * span.day;

interface Order {
  readonly edge: EdgeSubscription;
  readonly type: SyncType;
  /** What the Edge need not be sent. */
  readonly known: EdgeRecord['acknowledged'];
  readonly startedAt: string;
}

/** What the Edge has answered to which bundle. */
interface Told extends Pick<IssuedBundle, 'header'> {
  readonly answer: BundleAnswer;
  readonly sent: EdgeRecord['acknowledged'];
}

interface Pushed {
  readonly record: SyncRecord;
  readonly acknowledged: EdgeRecord['acknowledged'];
  readonly validUntil?: string;
}

/** Brings Edge servers what the organization has for them; never asked by them. */
export class EdgeSynchronizer {
  readonly records: EdgeRecords;
  readonly #options: EdgeSynchronizerOptions;
  readonly #digests = new Map<string, { readonly sealed: string; readonly digests: RecipientDigests }>();

  constructor(options: EdgeSynchronizerOptions) {
    this.#options = options;
    this.records = new EdgeRecords(options.redis);
  }

  /** Pushes what is new of one kind; `full`: all of it. The record tells what became of it. */
  async synchronize(edge: EdgeSubscription, type: SyncType, full = false): Promise<SyncRecord> {
    const startedAt = new Date().toISOString();
    const before = await this.records.of(edge.Guid);
    const known = full ? {} : before.acknowledged;
    const pushed = await this.#push({ edge, type, known, startedAt }).catch((error: unknown): Pushed => {
      if (!(error instanceof EdgeUnreachable)) throw error;
      return unreached(error, { startedAt, acknowledged: before.acknowledged });
    });
    if (pushed.record.result === 'Success') await this.#introduced(edge);
    const lastSuccess = pushed.record.lastSuccess ?? before.pushes[type]?.lastSuccess;
    const record = { ...pushed.record, ...(lastSuccess !== undefined && { lastSuccess }) };
    await this.#keep(edge, type, { ...pushed, record });
    return record;
  }

  /** The whole bundle as a file, for an Edge that cannot be reached. */
  async bundle(edge: EdgeSubscription): Promise<IssuedBundle> {
    const sections = await this.#sections(edge);
    return this.#issue(edge, { ...sections, known: {} });
  }

  async client(edge: EdgeSubscription): Promise<EdgeClient> {
    const { internal } = await this.#options.identity();
    return new EdgeClient(edge, internal);
  }

  /** How the Edge stands, and how it should. */
  async compare(
    edge: EdgeSubscription,
  ): Promise<{ readonly state: StateAnswer; readonly differs: readonly SectionName[] }> {
    const state = await (await this.client(edge)).state();
    const wanted = digestsOf((await this.#sections(edge)).sections);
    const names = ['configuration', 'topology', 'recipients'] as const;
    return { state, differs: names.filter((name) => state.sections?.[name] !== wanted[name]) };
  }

  async forget({ Guid }: EdgeSubscription): Promise<void> {
    this.#digests.delete(Guid);
    await this.records.forget(Guid);
  }

  async #push({ edge, type, known, startedAt }: Order): Promise<Pushed> {
    const { sections, count } = await this.#sections(edge);
    const { answer, header, sent } = await this.#told(edge, sections, known);
    const endedAt = new Date().toISOString();
    const scanned = type === 'Recipients' ? count : scannedOf(sections);
    const about = { startedAt, endedAt, scanned, serial: header.serial };
    if (answer.result !== 'Applied') {
      const record = { ...about, result: 'Rejected', reason: reasonOf(answer), changed: 0 } as const;
      return { record, acknowledged: {} };
    }
    const changed = Number(changedOf(type, header.sections, sent));
    const record = { ...about, result: 'Success', lastSuccess: endedAt, changed } as const;
    return { record, acknowledged: header.sections, validUntil: header.validUntil };
  }

  /** Sends what is new; when the Edge is not where it is thought to be, once more with what its answer says. */
  async #told(
    edge: EdgeSubscription,
    sections: WholeSections,
    known: EdgeRecord['acknowledged'],
  ): Promise<Told> {
    const client = await this.client(edge);
    const tell = async (sent: EdgeRecord['acknowledged']): Promise<Told> => {
      const { header, bytes } = await this.#issue(edge, { sections, known: sent });
      return { answer: await client.push(bytes), header, sent };
    };
    const first = await tell(known);
    if (first.answer.result === 'Incomplete') return tell({});
    const isBehind = first.answer.result === 'Rejected' && first.answer.serial >= first.header.serial;
    if (!isBehind) return first;
    await this.records.catchUp(edge.Guid, first.answer.serial);
    return tell({});
  }

  /** The Edge knows the organization from now on: the secret is good for recipients alone. */
  async #introduced({ Guid, SealedPassword }: EdgeSubscription): Promise<void> {
    const { directory, keys } = this.#options;
    const { introduction } = await openSecrets({ Guid, SealedPassword }, keys);
    if (introduction === undefined) return;
    const sealed = await sealSecrets({ inForce: introduction }, Guid, keys);
    await directory.update(({ objects }) => {
      const known = objects.EdgeSubscriptions.find((each) => each.Guid === Guid);
      // Subscribed again meanwhile, or removed.
      if (known?.SealedPassword !== SealedPassword) return undefined;
      const { IntroductionEnds: _, ...subscription } = known;
      return { put: { EdgeSubscriptions: [{ ...subscription, SealedPassword: sealed }] } };
    });
  }

  async #issue(
    edge: EdgeSubscription,
    what: { readonly sections: WholeSections; readonly known: EdgeRecord['acknowledged'] },
  ): Promise<IssuedBundle> {
    const { directory, identity, keys } = this.#options;
    const { authority, sign } = await identity();
    const { introduction } = await openSecrets(edge, keys);
    return issueBundle({
      ...what,
      organization: directory.organization.transport.Guid,
      edge: edge.Guid,
      serial: await this.records.nextSerial(edge.Guid),
      now: new Date(),
      validMs: bundleValidMs,
      introduction: introduction === undefined ? undefined : { secret: introduction, authority },
      sign,
    });
  }

  async #sections(
    edge: EdgeSubscription,
  ): Promise<{ readonly sections: WholeSections; readonly count: number }> {
    const { directory, registry, portOffset } = this.#options;
    const { organization } = directory;
    const frontEnds = await registry.live({ service: 'front-end-transport', state: 'Active' });
    const { text: recipients, count } = await (await this.#digestsOf(edge)).section(organization);
    const topology = topologyOf({ site: edge.Site ?? '', organization, frontEnds, portOffset });
    const sections: WholeSections = {
      configuration: JSON.stringify(configurationFor(edge, organization)),
      topology: JSON.stringify(topology),
      recipients,
    };
    return { sections, count };
  }

  async #digestsOf(edge: EdgeSubscription): Promise<RecipientDigests> {
    const known = this.#digests.get(edge.Guid);
    if (known?.sealed === edge.SealedPassword) return known.digests;
    const secrets = await openSecrets(edge, this.#options.keys);
    const digests = new RecipientDigests(recipientKey(secrets.introduction ?? secrets.inForce ?? ''));
    this.#digests.set(edge.Guid, { sealed: edge.SealedPassword, digests });
    return digests;
  }

  async #keep(edge: EdgeSubscription, type: SyncType, pushed: Pushed): Promise<void> {
    const now = await this.records.of(edge.Guid);
    await this.records.keep(edge.Guid, {
      ...now,
      pushes: { ...now.pushes, [type]: pushed.record },
      acknowledged: pushed.acknowledged,
      ...(pushed.validUntil && { validUntil: pushed.validUntil }),
    });
    this.#tell(edge, type, pushed.record, now.pushes[type]);
  }

  /** What is as it was is not told again. */
  #tell(
    { Name }: EdgeSubscription,
    type: SyncType,
    ...[record, before]: [SyncRecord, SyncRecord | undefined]
  ): void {
    const { log } = this.#options;
    if (record.result === before?.result && record.changed === 0) return;
    const told = `EdgeSync of ${type} to ${Name}: ${record.result}`;
    if (record.result === 'Success') log.info(told);
    else log.warn(`${told}: ${record.reason}`);
  }
}

function unreached(
  { message: reason }: EdgeUnreachable,
  { startedAt, acknowledged }: Pick<Order, 'startedAt'> & Pick<Pushed, 'acknowledged'>,
): Pushed {
  const endedAt = new Date().toISOString();
  const nothing = { scanned: 0, changed: 0, serial: 0 };
  return { record: { result: 'CouldNotConnect', startedAt, endedAt, reason, ...nothing }, acknowledged };
}

function changedOf(
  type: SyncType,
  now: Readonly<Record<SectionName, string>>,
  known: EdgeRecord['acknowledged'],
): boolean {
  const sections: readonly SectionName[] =
    type === 'Recipients' ? ['recipients'] : ['configuration', 'topology'];
  return sections.some((name) => now[name] !== known[name]);
}

function reasonOf(answer: { readonly result: string; readonly reason?: string }): string {
  return answer.reason ?? 'it did not take what it was told whole';
}

/** Objects that the Edge is told of. */
function scannedOf({ configuration, topology }: WholeSections): number {
  const lists = Object.values({
    ...(JSON.parse(configuration) as object),
    ...(JSON.parse(topology) as object),
  });
  return lists.reduce((total: number, list) => total + (Array.isArray(list) ? list.length : 0), 0);
}
