import type { EnvelopeRecipient, Path } from '@mailyard/smtp';

import type { Bifurcation } from '../categorization.js';

/** How a recipient comes to a message: named by the sender, as a member of a group, or in somebody's place. */
export interface Arrival {
  /** What the sender wrote, and what they want to hear of it. */
  readonly recipient: EnvelopeRecipient;
  /** The group through which it came, as the sender addressed it. */
  readonly group?: Path;
  readonly bifurcation?: Bifurcation;
  /** Whoever approves for the group approves for its members, too. */
  readonly bypassesModeration?: true;
  /** An earlier pass has judged the recipient, and has forwarded what is forwarded. */
  readonly resolved: boolean;
}

/** The same with more that its copy must have: fields add up, each once; another sender takes the place of the former. */
export function bifurcated(arrival: Arrival, { reversePath, fields = '' }: Bifurcation): Arrival {
  const before = arrival.bifurcation ?? {};
  const sender = reversePath === undefined ? before.reversePath : reversePath;
  const { fields: present = '' } = before;
  const all = present.includes(fields) ? present : `${fields}${present}`;
  const bifurcation = {
    ...(sender === undefined ? {} : { reversePath: sender }),
    ...(all === '' ? {} : { fields: all }),
  };
  return { ...arrival, bifurcation };
}
