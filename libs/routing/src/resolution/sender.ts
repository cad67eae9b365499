import type { Organization, Recipient, RestrictedSender } from '@mailyard/directory';
import type { ReversePath } from '@mailyard/smtp';

import type { RoutableMessage } from '../routable-message.js';

/** Who sends a message, as the directory knows them: looked up once, and only if somebody asks. */
export class Sender implements RestrictedSender {
  readonly path: ReversePath;
  readonly isAuthenticated: boolean;
  /** A notification of the organization itself, which no recipient may refuse and no size keeps back. */
  readonly isSystem: boolean;
  readonly #organization: Organization;
  #found: Recipient | undefined;
  #isSought = false;

  constructor({ reversePath, source, passes }: RoutableMessage, organization: Organization) {
    this.path = passes?.sender === undefined ? reversePath : passes.sender;
    this.isAuthenticated = source.authAs === 'Internal';
    this.isSystem =
      source.kind === 'DSN' ||
      (reversePath === null && source.headerRights.organization && this.isAuthenticated);
    this.#organization = organization;
  }

  /** Nobody would hear that a notification, of whatever system, is too large (RFC 5321 §4.5.5): no size keeps it back. */
  get hearsNothing(): boolean {
    return this.isSystem || this.path === null;
  }

  /** Limits of their own have those whom we believe to be who they say. */
  get authenticated(): Recipient | undefined {
    return this.isAuthenticated ? this.#recipient : undefined;
  }

  get #recipient(): Recipient | undefined {
    if (!this.#isSought) {
      this.#isSought = true;
      this.#found = this.path === null ? undefined : this.#organization.sender(this.path);
    }
    return this.#found;
  }
}
