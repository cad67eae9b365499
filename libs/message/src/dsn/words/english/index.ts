import type { Catalogue } from '../catalogue.js';
import { causes } from './causes.js';
import { refusals, waits } from './waits.js';

/** Where Exchange's own sentences are public, they are these. */
export const english: Catalogue = {
  tag: 'en-US',
  subjectPrefixes: {
    failed: 'Undeliverable: ',
    delayed: 'Delivery delayed: ',
    delivered: 'Delivered: ',
    relayed: 'Relayed: ',
    expanded: 'Expanded: ',
  },
  openings: {
    failed: 'Delivery has failed to these recipients or groups:',
    delayed: 'Delivery is delayed to these recipients or groups:',
    delivered: 'Your message has been delivered to the following recipients:',
    relayed:
      'Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:',
    expanded: 'Your message has been delivered to the following groups:',
  },
  causes,
  removed: {
    why: 'An administrator of this mail system removed the message before it was delivered.',
    advice: 'Please contact your email admin before you send it again.',
  },
  moderation: {
    rejected: {
      why: 'A moderator has rejected your message.',
      advice:
        'Please contact the moderators of the recipient or group if you think that it should be delivered.',
    },
    expired: {
      why: 'Your message needed the approval of a moderator, and nobody has decided in time.',
      advice: 'Please send it again, or reach the recipient in another way.',
    },
    unreached: {
      why: 'Your message needs the approval of a moderator, and no moderator can be reached.',
      advice: 'Please contact your email admin.',
    },
  },
  waits,
  refusals,
  subject: (subject) => `Subject: ${subject}`,
  gaveError: (host) => `${host} gave this error:`,
  delay: {
    notYet: "This message hasn't been delivered yet.",
    goesOn: 'Delivery will continue to be attempted.',
    trying: (rest) => `The server will keep trying to deliver this message for the next ${rest}.`,
    kept: (rest) => `The server will keep this message for the next ${rest}.`,
    toldLater: "You'll be notified if the message can't be delivered by that time.",
    underAMinute: 'less than a minute',
    duration: ({ days, hours, minutes }) => `${days} days, ${hours} hours and ${minutes} minutes`,
  },
  diagnostics: {
    heading: 'Diagnostic information for administrators:',
    generatingServer: (fqdn) => `Generating server: ${fqdn}`,
    returned: (reply) => `Server returned '${reply}'`,
    remoteReturned: (reply) => `Remote Server returned '${reply}'`,
    originalHeader: 'Original message headers:',
  },
};
