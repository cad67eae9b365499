/** Which component may tell of what, in the words of Exchange's message tracking. */
interface SourcesOfEvents {
  readonly RECEIVE:
    'SMTP' | 'STOREDRIVER' | 'PICKUP' | 'AGENT' | 'MAILBOXRULE' | 'DSN' | 'ADMIN' | 'SAFETYNET';
  readonly SEND: 'SMTP' | 'AGENT' | 'GATEWAY';
  readonly DELIVER: 'STOREDRIVER';
  readonly FAIL:
    'SMTP' | 'DNS' | 'QUEUE' | 'ROUTING' | 'RESOLVER' | 'AGENT' | 'STOREDRIVER' | 'ADMIN' | 'GATEWAY';
  readonly DSN: 'DSN';
  readonly DEFER: 'SMTP' | 'DNS' | 'QUEUE' | 'ROUTING' | 'RESOLVER' | 'AGENT' | 'STOREDRIVER' | 'GATEWAY';
  readonly DROP: 'AGENT' | 'APPROVAL' | 'ROUTING';
  readonly EXPAND: 'ROUTING' | 'RESOLVER';
  readonly RESOLVE: 'ROUTING' | 'RESOLVER';
  readonly REDIRECT: 'ROUTING' | 'RESOLVER' | 'ORAR' | 'ADMIN';
  readonly TRANSFER: 'ROUTING' | 'QUEUE';
  readonly AGENTINFO: 'AGENT';
  readonly SUBMIT: 'STOREDRIVER';
  readonly SUBMITDEFER: 'STOREDRIVER';
  readonly SUBMITFAIL: 'STOREDRIVER';
  readonly HAREDIRECT: 'SMTP';
  readonly HAREDIRECTFAIL: 'SMTP';
  readonly HARECEIVE: 'SMTP';
  readonly HADISCARD: 'SMTP' | 'REDUNDANCY';
  readonly RESUBMIT: 'SAFETYNET' | 'QUEUE' | 'ADMIN';
  readonly RESUBMITDEFER: 'SAFETYNET';
  readonly RESUBMITFAIL: 'SAFETYNET';
  readonly LOAD: 'BOOTLOADER';
  readonly BADMAIL: 'PICKUP' | 'ADMIN';
  readonly POISONMESSAGE: 'POISONMESSAGE' | 'QUEUE';
  readonly DUPLICATEDELIVER: 'STOREDRIVER';
  readonly DUPLICATEEXPAND: 'ROUTING';
  readonly DUPLICATEREDIRECT: 'ROUTING';
  readonly INITMESSAGECREATED: 'APPROVAL';
  readonly MODERATORAPPROVE: 'APPROVAL';
  readonly MODERATORREJECT: 'APPROVAL';
  readonly MODERATIONEXPIRE: 'APPROVAL';
  readonly MODERATORSALLNDR: 'APPROVAL';
  readonly SUPPRESSED: 'SMTP' | 'ROUTING';
  readonly THROTTLE: 'SMTP' | 'STOREDRIVER';
}

export type TrackingEventId = keyof SourcesOfEvents;

/** What happened, and who tells of it. */
export type TrackingKind = {
  readonly [E in TrackingEventId]: { readonly eventId: E; readonly source: SourcesOfEvents[E] };
}[TrackingEventId];

export type TrackingSource = TrackingKind['source'];

/** A recipient whom an event is about. */
export interface TrackedRecipient {
  readonly address: string;
  /** What was said of them: the reply of a next hop to the letter, or another word for their state. */
  readonly status?: string | undefined;
}

/** Which way mail goes, seen from the organization. */
export type TrackedDirection = 'Incoming' | 'Originating' | 'Undefined';

/** What is known of a message wherever an event of it happens. */
export interface TrackedMessage {
  /** Of the server; the same for every copy. */
  readonly internalMessageId?: string | undefined;
  /** With angle brackets. */
  readonly messageId?: string | undefined;
  /** GUID; the same for all copies on all servers. */
  readonly networkMessageId?: string | undefined;
  readonly totalBytes?: number | undefined;
  /** Decoded. Whether it is written is MessageTrackingLogSubjectLoggingEnabled's affair. */
  readonly messageSubject?: string | undefined;
  /** Of Sender, else of From. */
  readonly senderAddress?: string | undefined;
  /** Of MAIL FROM; `<>` for the null reverse-path. */
  readonly returnPath?: string | undefined;
  readonly directionality?: TrackedDirection | undefined;
  /** The host that gave the message to the organization, and the server that it gave it to. */
  readonly originalClientIp?: string | undefined;
  readonly originalServerIp?: string | undefined;
}

/** Where it came from or went to. */
export interface TrackedEnds {
  readonly clientIp?: string | undefined;
  readonly clientHostname?: string | undefined;
  readonly serverIp?: string | undefined;
  readonly serverHostname?: string | undefined;
  /** `SERVER\Receive connector`, or the name of a Send connector. */
  readonly connectorId?: string | undefined;
}

/**
 * One row of the message tracking log. Date and time, recipient count, log id and schema version are added by whoever
 * writes it; there is no tenant. What is absent is an empty field.
 */
export type TrackingEvent = TrackingKind &
  TrackedMessage &
  TrackedEnds & {
    /** Milliseconds since the epoch; absent: now. */
    readonly timestamp?: number | undefined;
    readonly recipients?: readonly TrackedRecipient[] | undefined;
    /** Of EXPAND, REDIRECT and RESOLVE: the address that was replaced. */
    readonly relatedRecipientAddress?: string | undefined;
    /** What else the event is about: the Message-ID of a DSN, of its original, of a forked copy. */
    readonly reference?: string | undefined;
    /** Free text that belongs to the source: session and message, the reply of a next hop, why it failed. */
    readonly sourceContext?: string | undefined;
    /** RECEIVE: how the sender was authenticated; SEND and DELIVER: when the message entered the organization. */
    readonly messageInfo?: string | undefined;
    /** Written as `S:name=value`. */
    readonly customData?: Readonly<Record<string, string>> | undefined;
  };

/**
 * Where events go. `track` costs its caller no wait and never fails: what cannot be written is counted and told to the
 * administrator, and mail goes on.
 */
export interface MessageTracking {
  track(event: TrackingEvent): void;
  /** False: nobody writes them down, and none need be made. */
  readonly enabled: boolean;
}

/** For a part whose events nobody wants. */
export const noTracking: MessageTracking = { track: () => undefined, enabled: false };
