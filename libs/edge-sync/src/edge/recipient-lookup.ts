import {
  ownSubscription,
  type AcceptedDomain,
  type Directory,
  type EdgeSubscription,
  type Organization,
} from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import type { SecretKeys } from '@mailyard/service';
import { addressKey, isSystemAddress, type Path } from '@mailyard/smtp';

import { openSecrets } from '../subscription/edge-secrets.js';
import { recipientKey } from '../subscription/subscription-secret.js';
import type { EdgeRecipients } from './redis-edge-recipients.js';

export interface RecipientLookupOptions {
  readonly directory: Pick<Directory, 'organization'>;
  readonly recipients: EdgeRecipients;
  readonly keys: Pick<SecretKeys, 'open'>;
}

/** Whom an Edge knows of its organization. */
export class EdgeRecipientLookup {
  readonly #options: RecipientLookupOptions;
  #key: { readonly sealed: string; readonly key: Promise<Buffer> } | undefined;

  constructor(options: RecipientLookupOptions) {
    this.#options = options;
  }

  /**
   * Whether a recipient may be there. Undefined, at no cost: there is nothing to ask, since this is no subscribed Edge, or the
   * organization does not know every recipient of the domain itself. Whatever cannot be known is taken.
   */
  mayExist(path: Path, organization: Organization): Promise<boolean> | undefined {
    const own = ownSubscription(organization);
    if (own?.InForce === undefined || isSystemAddress(path)) return undefined;
    const domain = organization.acceptedDomain(path.domain);
    if (domain === undefined || !isValidated(domain)) return undefined;
    return this.#isKnown(path, own, organization);
  }

  /** Whether an address is somebody's; undefined: no recipients are known here. */
  async has(address: string): Promise<boolean | undefined> {
    const { directory, recipients } = this.#options;
    const own = ownSubscription(directory.organization);
    if (own?.InForce === undefined) return undefined;
    const key = await this.#keyOf(own);
    return recipients.has(own.InForce.Sections.recipients, key, [addressKey(pathOf(address))]);
  }

  async count(): Promise<number | undefined> {
    const { directory, recipients } = this.#options;
    const section = ownSubscription(directory.organization)?.InForce?.Sections.recipients;
    return section === undefined ? undefined : recipients.count(section);
  }

  async #isKnown(path: Path, own: EdgeSubscription, { transport }: Organization): Promise<boolean> {
    const section = own.InForce?.Sections.recipients ?? '';
    const address = addressKey(path);
    const asked = transport.AllowPlusAddressInRecipients ? [address, ...withoutTag(address)] : [address];
    const found = await this.#options.recipients.has(section, await this.#keyOf(own), asked);
    return found ?? true;
  }

  /** Opened once for each subscription. */
  #keyOf(own: EdgeSubscription): Promise<Buffer> {
    if (this.#key?.sealed === own.SealedPassword) return this.#key.key;
    const key = openSecrets(own, this.#options.keys).then(({ inForce }) => recipientKey(inForce ?? ''));
    this.#key = { sealed: own.SealedPassword, key };
    key.catch(() => (this.#key = undefined));
    return key;
  }
}

/** Recipients there are looked up: by default where the organization knows them all. */
function isValidated({ DomainType, AddressBookEnabled }: AcceptedDomain): boolean {
  return AddressBookEnabled ?? DomainType === 'Authoritative';
}

/** RFC 5233: `alice+list@contoso.com` is alice's. */
function withoutTag(address: string): readonly string[] {
  const [plus, at] = [address.indexOf('+'), address.lastIndexOf('@')];
  return plus < 1 || plus > at ? [] : [`${address.slice(0, plus)}${address.slice(at)}`];
}
