import type { MemoryAllowance } from '@mailyard/service';
import type { Envelope, HopPool, ProxyFrom, Reply } from '@mailyard/smtp';

import type { Hub, HubChooser } from './hub-chooser.js';

/** The way to the hubs. */
export interface HubLink {
  readonly pool: HopPool;
  readonly chooser: HubChooser;
  /** For small messages that are kept until their end. */
  readonly memory: MemoryAllowance;
  /** A hub failed or refused, or no connection to it was free; the client may yet be served by another one. */
  readonly report: (problem: unknown, hub: Hub) => void;
  /** Told what became of each transaction whose content began. */
  readonly count?: (outcome: ProxyOutcome) => void;
}

/** Accepted with 2yz, delayed with 4yz, refused with 5yz, or given up by the client. */
export type ProxyOutcome = 'accepted' | 'delayed' | 'refused' | 'aborted';

export interface ProxiedTransaction {
  readonly envelope: Envelope;
  readonly client: ProxyFrom;
  /** Whose hubs alone may have it: that of a message that counts once, since its name is known there. Absent: any. */
  readonly server?: string;
}

export function outcomeOf(reply: Reply): ProxyOutcome {
  if (reply.positive) return 'accepted';
  return reply.permanent ? 'refused' : 'delayed';
}
