import type { Directory, EdgeSubscription } from '@mailyard/directory';
import type { SecretKeys, ServiceRegistry } from '@mailyard/service';

import { digestOf, type SectionDigests, type SectionName } from '../bundle/bundle.js';
import { openSecrets } from '../subscription/edge-secrets.js';
import { credentialKey, recipientKey } from '../subscription/subscription-secret.js';
import { configurationFor } from './configuration.js';
import { RecipientDigests } from './recipients.js';
import { topologyOf } from './topology.js';

export interface EdgeSectionsOptions {
  readonly directory: Directory;
  readonly registry: Pick<ServiceRegistry, 'live'>;
  readonly keys: Pick<SecretKeys, 'open'>;
  readonly portOffset: number;
}

/** A section as the Edge should have it. */
export interface WantedSection {
  readonly text: string;
  readonly digest: string;
  /** How many objects, or addresses, it tells of. */
  readonly scanned: number;
  /** What makes it of the one that the Edge has. */
  readonly changes?: string | undefined;
}

export type WantedSections = Readonly<Partial<Record<SectionName, WantedSection>>>;

/** What each Edge is told, as the organization is now. */
export class EdgeSections {
  readonly #options: EdgeSectionsOptions;
  readonly #digests = new Map<string, RecipientDigests>();

  constructor(options: EdgeSectionsOptions) {
    this.#options = options;
  }

  async of<Names extends SectionName>(
    edge: EdgeSubscription,
    names: readonly Names[],
    known: Partial<SectionDigests>,
  ): Promise<Readonly<Record<Names, WantedSection>>> {
    const make: Readonly<Record<SectionName, () => Promise<WantedSection>>> = {
      configuration: () => this.#configuration(edge),
      topology: () => this.#topology(edge),
      recipients: () => this.#recipients(edge, known.recipients),
    };
    const made = await Promise.all(names.map(async (name) => [name, await make[name]()] as const));
    return Object.fromEntries(made) as Record<Names, WantedSection>;
  }

  forget({ Guid }: EdgeSubscription): void {
    this.#digests.delete(Guid);
  }

  async #configuration(edge: EdgeSubscription): Promise<WantedSection> {
    const { directory, keys } = this.#options;
    const key = credentialKey(await this.#secretOf(edge));
    return objectsOf(await configurationFor(edge, directory.organization, { keys, key }));
  }

  async #topology({ Site: site = '' }: EdgeSubscription): Promise<WantedSection> {
    const { directory, registry, portOffset } = this.#options;
    const frontEnds = await registry.live({ service: 'front-end-transport', state: 'Active' });
    return objectsOf(topologyOf({ site, organization: directory.organization, frontEnds, portOffset }));
  }

  async #recipients(edge: EdgeSubscription, told: string | undefined): Promise<WantedSection> {
    const digests = await this.#digestsOf(edge);
    const list = await digests.list(this.#options.directory.organization, told);
    const { text, digest, count: scanned } = list;
    return { text, digest, scanned, changes: digest === told ? undefined : digests.changes(list, told) };
  }

  /** What was digested stays good while the secret is the same, however it is sealed. */
  async #digestsOf(edge: EdgeSubscription): Promise<RecipientDigests> {
    const key = recipientKey(await this.#secretOf(edge));
    const known = this.#digests.get(edge.Guid);
    if (known?.key.equals(key) === true) return known;
    const digests = new RecipientDigests(key);
    this.#digests.set(edge.Guid, digests);
    return digests;
  }

  /** With an introduction on its way, that is the one that will be in force. */
  async #secretOf(edge: EdgeSubscription): Promise<string> {
    const { introduction, inForce = '' } = await openSecrets(edge, this.#options.keys);
    return introduction ?? inForce;
  }
}

function objectsOf(content: object): WantedSection {
  const text = JSON.stringify(content);
  const lists = Object.values(content) as readonly unknown[];
  const scanned = lists.reduce((total: number, list) => total + (Array.isArray(list) ? list.length : 0), 0);
  return { text, digest: digestOf(text), scanned };
}
