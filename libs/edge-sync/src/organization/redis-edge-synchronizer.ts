import { edgeSyncServiceConfig, type Directory, type EdgeSubscription } from '@mailyard/directory';
import type { Log, SecretKeys, ServiceRegistry } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { sectionNames, type SectionName } from '../bundle/bundle.js';
import { EdgeClient, EdgeUnreachable, type StateAnswer } from '../http/http-edge-client.js';
import { openSecrets, sealSecrets } from '../subscription/edge-secrets.js';
import { CredentialClosed } from './connector-credentials.js';
import { EdgeSections, type WantedSections } from './edge-sections.js';
import { issueBundle, type IssuedBundle } from './issued-bundle.js';
import { EdgeRecords, type EdgeRecord } from './redis-edge-records.js';
import { EdgeTurns } from './redis-edge-turns.js';
import {
  notPushed,
  recordsOf,
  sectionsOfType,
  syncTypes,
  type SyncRecord,
  type SyncRecords,
  type SyncType,
  type Told,
} from './sync-record.js';

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

type Known = EdgeRecord['acknowledged'];

/** What of an Edge is new after a push. */
interface Pushed extends Omit<EdgeRecord, 'pushes'> {
  readonly records: SyncRecords;
}

/** Brings Edge servers what the organization has for them; never asked by them. */
export class EdgeSynchronizer {
  readonly records: EdgeRecords;
  readonly #options: EdgeSynchronizerOptions;
  readonly #sections: EdgeSections;
  readonly #turns: EdgeTurns;

  constructor(options: EdgeSynchronizerOptions) {
    this.#options = options;
    this.records = new EdgeRecords(options.redis);
    this.#sections = new EdgeSections(options);
    this.#turns = new EdgeTurns(options);
  }

  /** Pushes what is new of these kinds; `full`: all of them. The records tell what became of it. */
  async synchronize(edge: EdgeSubscription, types: readonly SyncType[], full = false): Promise<SyncRecords> {
    const startedAt = new Date().toISOString();
    try {
      return await this.#turns.take(edge.Guid, () => this.#synchronize(edge, { types, full, startedAt }));
    } catch (error) {
      if (!(error instanceof EdgeUnreachable || error instanceof CredentialClosed)) throw error;
      const result = error instanceof EdgeUnreachable ? 'CouldNotConnect' : 'Incomplete';
      const when = { startedAt, endedAt: new Date().toISOString() };
      const { acknowledged } = await this.records.of(edge.Guid);
      const records = notPushed(types, { ...when, result, reason: error.message });
      return this.#keep(edge, { records, acknowledged });
    }
  }

  /** The whole bundle as a file, for an Edge that cannot be reached. */
  async bundle(edge: EdgeSubscription): Promise<IssuedBundle> {
    return this.#issue(edge, { sections: await this.#sections.of(edge, sectionNames, {}), known: {} });
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
    const wanted = await this.#sections.of(edge, sectionNames, state.sections ?? {});
    return { state, differs: sectionNames.filter((name) => state.sections?.[name] !== wanted[name].digest) };
  }

  async forget(edge: EdgeSubscription): Promise<void> {
    this.#sections.forget(edge);
    await this.records.forget(edge.Guid);
  }

  async #synchronize(
    edge: EdgeSubscription,
    order: { readonly types: readonly SyncType[]; readonly full: boolean; readonly startedAt: string },
  ): Promise<SyncRecords> {
    const { types, full, startedAt } = order;
    const known = full ? {} : (await this.records.of(edge.Guid)).acknowledged;
    const told = await this.#told(edge, types, known);
    const records = recordsOf(told, { startedAt, endedAt: new Date().toISOString() });
    if (told.answer.result !== 'Applied') return this.#keep(edge, { records, acknowledged: {} });
    await this.#introduced(edge);
    const { sections: acknowledged, validUntil } = told.header;
    return this.#keep(edge, { records, acknowledged, validUntil });
  }

  /** Sends what is new; when the Edge is not where it is thought to be, everything. */
  async #told(
    edge: EdgeSubscription,
    types: readonly SyncType[],
    known: Known,
  ): Promise<Told & Pick<IssuedBundle, 'header'>> {
    const client = await this.client(edge);
    const tell = async (names: readonly SectionName[], sent: Known) => {
      const sections = await this.#sections.of(edge, names, sent);
      const { header, bytes } = await this.#issue(edge, { sections, known: sent });
      return { answer: await client.push(bytes), serial: header.serial, header, sections };
    };
    const isKnown = sectionNames.every((name) => known[name] !== undefined);
    const due = types.flatMap((type) => sectionsOfType[type]);
    const first = await tell(isKnown ? due : sectionNames, known);
    if (first.answer.result === 'Incomplete') return tell(sectionNames, {});
    const isBehind = first.answer.result === 'Rejected' && first.answer.serial >= first.serial;
    if (!isBehind) return first;
    await this.records.catchUp(edge.Guid, first.answer.serial);
    return tell(sectionNames, {});
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
    what: { readonly sections: WantedSections; readonly known: Known },
  ): Promise<IssuedBundle> {
    const { directory, identity, keys } = this.#options;
    const { organization } = directory;
    const { authority, sign } = await identity();
    const { introduction } = await openSecrets(edge, keys);
    return issueBundle({
      ...what,
      organization: organization.transport.Guid,
      edge: edge.Guid,
      serial: await this.records.nextSerial(edge.Guid),
      now: new Date(),
      validMs: edgeSyncServiceConfig(organization).CookieValidDuration,
      introduction: introduction === undefined ? undefined : { secret: introduction, authority },
      sign,
    });
  }

  /** With when it was successful last. */
  async #keep(edge: EdgeSubscription, { records, ...more }: Pushed): Promise<SyncRecords> {
    const now = await this.records.of(edge.Guid);
    const kept: Partial<Record<SyncType, SyncRecord>> = {};
    for (const type of syncTypes) {
      const record = records[type];
      if (record === undefined) continue;
      const before = now.pushes[type];
      const lastSuccess = record.lastSuccess ?? before?.lastSuccess;
      kept[type] = { ...record, ...(lastSuccess !== undefined && { lastSuccess }) };
      this.#tell(edge, type, record, before);
    }
    await this.records.keep(edge.Guid, { ...now, ...more, pushes: { ...now.pushes, ...kept } });
    return kept;
  }

  /** What is as it was is not told again. */
  #tell(
    { Name }: EdgeSubscription,
    type: SyncType,
    ...[record, before]: [SyncRecord, SyncRecord | undefined]
  ): void {
    const { log } = this.#options;
    const { result, added, deleted, updated, reason = '' } = record;
    if (result === before?.result && added + deleted + updated === 0) return;
    const told = `EdgeSync of ${type} to ${Name}: ${result}`;
    if (result === 'Success') log.info(`${told}: ${added} added, ${deleted} deleted, ${updated} updated`);
    else log.warn(`${told}: ${reason}`);
  }
}
