import { OrganizationError } from '@mailyard/schema';
import { ownSubscription, type Directory, type EdgeSubscription } from '@mailyard/directory';
import type { SecretKeys } from '@mailyard/service';
import type { Redis } from 'ioredis';

import {
  readBundle,
  type BundleHeader,
  type SectionDigests,
  type SectionName,
  type Sections,
} from '../bundle/bundle.js';
import { noFigures, SectionError, type Figures } from '../bundle/section-content.js';
import { judgeBundle, type BundleJudgement } from '../bundle/judge-bundle.js';
import { openSecrets, sealSecrets, type EdgeSecrets } from '../subscription/edge-secrets.js';
import { credentialKey } from '../subscription/subscription-secret.js';
import { bundleChange, type ComingIntoForce } from './bundle-change.js';
import { withOwnCredentials } from './own-credentials.js';
import type { EdgeRecipients } from './redis-edge-recipients.js';

export interface EdgeBundlesOptions {
  readonly redis: Redis;
  readonly directory: Directory;
  readonly keys: Pick<SecretKeys, 'open' | 'seal' | 'ensure'>;
  readonly recipients: EdgeRecipients;
}

/** What is in force at an Edge, as it tells its organization. */
export interface EdgeState {
  readonly serial: number;
  readonly issuedAt: string | undefined;
  readonly validUntil: string | undefined;
  readonly sections: SectionDigests | undefined;
}

interface Applied {
  readonly serial: number;
  readonly validUntil: string;
  /** What of objects, and of addresses, was new here. */
  readonly configuration: Figures;
  readonly recipients: Figures;
}

export type BundleOutcome =
  | (Applied & { readonly result: 'Applied' })
  | { readonly result: 'Incomplete'; readonly missing: readonly SectionName[]; readonly serial: number }
  | { readonly result: 'Rejected'; readonly reason: string; readonly serial: number };

/** A bundle that only says that everything is as it was. */
const renewedKey = '{mailyard}:edge-sync:renewed';

/** KEYS: the renewal. ARGV: the serial number, the renewal as text. Returns 1 when it is newer than what is there. */
const renewScript = `
local known = redis.call('GET', KEYS[1])
if known and cjson.decode(known).serial >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;

type Good = Extract<BundleJudgement, { readonly outcome: 'good' }>;

/** Where an Edge takes bundles: each comes into force as a whole, or not at all. */
export class EdgeBundles {
  readonly #options: EdgeBundlesOptions;

  constructor(options: EdgeBundlesOptions) {
    this.#options = options;
  }

  /** By what this Edge is subscribed; undefined: it is not. */
  get subscription(): EdgeSubscription | undefined {
    const { directory } = this.#options;
    return directory.isEmpty ? undefined : ownSubscription(directory.organization);
  }

  async state(own: EdgeSubscription): Promise<EdgeState> {
    const renewed = await this.#renewed(own);
    const { Serial = 0, IssuedAt, ValidUntil, Sections } = own.InForce ?? {};
    const sections = Sections;
    if (renewed === undefined || renewed.serial < Serial) {
      return { serial: Serial, issuedAt: IssuedAt, validUntil: ValidUntil, sections };
    }
    return { serial: renewed.serial, issuedAt: renewed.issuedAt, validUntil: renewed.validUntil, sections };
  }

  async apply(bytes: Buffer): Promise<BundleOutcome> {
    const own = this.subscription;
    if (own === undefined) return { result: 'Rejected', reason: 'this server is not subscribed', serial: 0 };
    const secrets = await openSecrets(own, this.#options.keys);
    const { serial } = await this.state(own);
    const now = new Date();
    const judgement = judgeBundle(readBundle(bytes), {
      edge: own.Guid,
      authority: own.Authority,
      organization: own.Organization,
      secret: isOpen(own, now) ? secrets.introduction : undefined,
      serial,
      inForce: own.InForce?.Sections,
      now,
    });
    if (judgement.outcome === 'rejected') return { result: 'Rejected', reason: judgement.reason, serial };
    if (judgement.outcome === 'incomplete') {
      return { result: 'Incomplete', missing: judgement.missing, serial };
    }
    try {
      return await this.#bringIntoForce(judgement, own, secrets);
    } catch (error) {
      // What the directory's own rules refuse leaves everything as it was.
      if (!(error instanceof OrganizationError || error instanceof SectionError)) throw error;
      return { result: 'Rejected', reason: error.message, serial };
    }
  }

  async #bringIntoForce(good: Good, own: EdgeSubscription, secrets: EdgeSecrets): Promise<BundleOutcome> {
    const { header, sections, introduces } = good;
    const isRenewal = Object.keys(sections).length === 0 && introduces === undefined;
    if (!isRenewal) return this.#replace(good, own, secrets);
    if (!(await this.#renew(header, own))) return overtaken(header);
    return applied(header, { configuration: noFigures, recipients: noFigures });
  }

  /** Everything is as it was, and good for longer. */
  async #renew({ serial, issuedAt, validUntil }: BundleHeader, { Guid }: EdgeSubscription): Promise<boolean> {
    const text = JSON.stringify({ subscription: Guid, serial, issuedAt, validUntil });
    return (await this.#options.redis.eval(renewScript, 1, renewedKey, serial, text)) === 1;
  }

  async #replace(good: Good, own: EdgeSubscription, secrets: EdgeSecrets): Promise<BundleOutcome> {
    const { recipients: lists, redis } = this.#options;
    const { header, introduces } = good;
    const sections = await this.#withOwnCredentials(good, secrets);
    const [former, next] = [own.InForce?.Sections.recipients, header.sections.recipients];
    const recipients = await lists.make({ former, next, ...sections });
    if (recipients === undefined) {
      return { result: 'Incomplete', missing: ['recipients'], serial: header.serial };
    }
    const introduced = introduces && {
      authority: introduces,
      sealed: await this.#introducedSecrets(own, secrets),
    };
    const configuration = await this.#put({ header, sections, introduced: introduced || undefined }, own);
    if (configuration === undefined) return overtaken(header);
    if (introduces !== undefined) await redis.del(renewedKey);
    if (former !== undefined && former !== next) await lists.retire(former);
    return applied(header, { configuration, recipients });
  }

  async #withOwnCredentials(
    { sections, introduces }: Good,
    { introduction, inForce }: EdgeSecrets,
  ): Promise<Sections> {
    const { keys, directory } = this.#options;
    if (sections.configuration === undefined) return sections;
    const key = credentialKey((introduces === undefined ? inForce : introduction) ?? '');
    const own = { keys, key, connectors: directory.organization.sendConnectors };
    return { ...sections, configuration: await withOwnCredentials(sections.configuration, own) };
  }

  /** What was in force is not any more. */
  async forget({ InForce }: EdgeSubscription): Promise<void> {
    await this.#options.redis.del(renewedKey);
    if (InForce !== undefined) await this.#options.recipients.retire(InForce.Sections.recipients);
  }

  /** What is new. Undefined: another bundle, or another subscription, was faster. */
  async #put(coming: ComingIntoForce, own: EdgeSubscription): Promise<Figures | undefined> {
    let figures: Figures | undefined;
    await this.#options.directory.update((content) => {
      figures = undefined;
      const current = content.objects.EdgeSubscriptions.find(({ Guid }) => Guid === own.Guid);
      if (current === undefined || current.SealedPassword !== own.SealedPassword) return undefined;
      const serial = current.InForce?.Serial ?? 0;
      if (coming.introduced === undefined && serial >= coming.header.serial) return undefined;
      const made = bundleChange(coming, current, content);
      ({ figures } = made);
      return made.change;
    });
    return figures;
  }

  #introducedSecrets(own: EdgeSubscription, { introduction }: EdgeSecrets): Promise<string> {
    return sealSecrets({ inForce: introduction }, own.Guid, this.#options.keys);
  }

  async #renewed({ Guid }: EdgeSubscription): Promise<Renewed | undefined> {
    const text = await this.#options.redis.get(renewedKey);
    const renewed = text === null ? undefined : (JSON.parse(text) as Renewed);
    return renewed?.subscription === Guid ? renewed : undefined;
  }
}

interface Renewed {
  readonly subscription: string;
  readonly serial: number;
  readonly issuedAt: string;
  readonly validUntil: string;
}

function applied(
  { serial, validUntil }: BundleHeader,
  figures: Pick<Applied, 'configuration' | 'recipients'>,
): BundleOutcome {
  return { result: 'Applied', serial, validUntil, ...figures };
}

function overtaken({ serial }: BundleHeader): BundleOutcome {
  return { result: 'Rejected', reason: `another bundle came before its serial number ${serial}`, serial };
}

/** An organization may introduce itself. */
export function isOpen({ IntroductionEnds }: EdgeSubscription, now: Date): boolean {
  return IntroductionEnds !== undefined && now.getTime() < Date.parse(IntroductionEnds);
}
