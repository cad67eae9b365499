import { randomUUID } from 'node:crypto';

import {
  distributionGroupSchema,
  mailboxSchema,
  mailContactSchema,
  type OrganizationObjects,
} from '@mailyard/directory';
import type { MessageOrder } from '@mailyard/queue';
import type { EnvelopeRecipient } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';
import type { TrackingEvent } from '@mailyard/tracking';

import { DsnAuthor } from '../dsn/dsn-author.js';
import { carryOut, prepareOrder } from '../orders/prepare-order.js';
import { changed } from './connected.js';
import { recipient, type TestHub, type TestHubOptions } from './test-hub.js';
import type { TestSite } from './test-site.js';

type Parameters = Readonly<Record<string, unknown>>;

export const guid = (object: Parameters) => ({ Guid: randomUUID(), ...object });
/** Of contoso.com. */
export const at = (name: string): EnvelopeRecipient => recipient(`${name}@contoso.com`);

/**
 * A hub of an organization in which bob is bobby as well, dave's mail goes to alice, team is alice and bob, all are team, carol
 * and alice, and jo is a contact; and what message tracking was told of one message and of what came of it.
 */
export class TrackedHub {
  readonly events: TrackingEvent[] = [];
  hub!: TestHub;

  static async start(
    site: TestSite,
    options: Partial<TestHubOptions> = {},
    objects: Partial<OrganizationObjects> = {},
  ): Promise<TrackedHub> {
    const tracked = new TrackedHub();
    const { tracking } = tracked;
    tracked.hub = await site.openHub({ tracking, ...options });
    tracked.change({ ...recipients(tracked.hub), ...objects });
    await tracked.hub.start();
    return tracked;
  }

  readonly tracking = { enabled: true, track: (event: TrackingEvent) => void this.events.push(event) };

  change(objects: Partial<OrganizationObjects>): void {
    this.hub.changeOrganization(changed(this.hub.organization, objects));
  }

  /** `EVENT(SOURCE) recipients < the address that they stand for`. */
  get told(): readonly string[] {
    return this.events.map(({ eventId, source, recipients: to = [], relatedRecipientAddress: of }) => {
      const row = `${eventId}(${source}) ${to.map(({ address }) => address).join()}`;
      return (of === undefined ? row : `${row} < ${of}`).replaceAll('@contoso.com', '');
    });
  }

  of(eventId: string): readonly TrackingEvent[] {
    return this.events.filter((event) => event.eventId === eventId);
  }

  happened(eventId: string, times = 1): Promise<void> {
    const enough = () => expect(this.of(eventId)).toHaveLength(times);
    return eventually(enough, { what: eventId, deadlineMs: 10_000 });
  }

  /** Of an administrator, about the first message. */
  async order(what: MessageOrder, queue: string): Promise<string> {
    const { database } = this.hub;
    const organization = () => this.hub.organization;
    const nextId = () => database.ids.next();
    const dsns = new DsnAuthor({ fqdn: 'mbx01.contoso.com', organization, nextId, now: Date.now });
    const { tracking } = this;
    const events = { fault: (error: unknown) => expect(error).toBeUndefined() };
    const context = { database, dsns, organization, tracking, events };
    const id = this.events[0]?.internalMessageId ?? '';
    const prepared = await prepareOrder(what, { id, number: '0', queue }, context);
    return typeof prepared === 'string' ? prepared : carryOut(prepared, context);
  }
}

function recipients({ organization }: TestHub): Partial<OrganizationObjects> {
  const others = organization.objects.Mailboxes.filter(({ Name }) => Name !== 'bob');
  const bob = mailbox({ Name: 'bob', EmailAddresses: ['bobby@contoso.com'] });
  const dave = mailbox({ Name: 'dave', ForwardingAddress: 'alice' });
  const jo = {
    Name: 'jo',
    ExternalEmailAddress: 'jo@fabrikam.example',
    PrimarySmtpAddress: 'jo@contoso.com',
    EmailAddresses: ['jo@contoso.com'],
  };
  return {
    Mailboxes: [...others, bob, dave],
    MailContacts: [mailContactSchema.parse(guid(jo))],
    DistributionGroups: [group('team', 'alice', 'bob'), group('all', 'team', 'carol', 'alice')],
  };
}

function mailbox(more: Parameters) {
  const PrimarySmtpAddress = `${String(more['Name'])}@contoso.com`;
  return mailboxSchema.parse(guid({ Database: 'DB01', PrimarySmtpAddress, ...more }));
}

function group(Name: string, ...Members: readonly string[]) {
  const PrimarySmtpAddress = `${Name}@contoso.com`;
  return distributionGroupSchema.parse(
    guid({ Name, PrimarySmtpAddress, Members, RequireSenderAuthenticationEnabled: false }),
  );
}
