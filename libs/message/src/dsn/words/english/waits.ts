import type { Catalogue } from '../catalogue.js';

export const waits: Catalogue['waits'] = {
  'no-route': {
    expired:
      "No connector of this mail system leads to the recipient's domain, and none was made in time. Please contact your email admin.",
    delayed: "No connector of this mail system leads to the recipient's domain.",
  },
  'next-hop-unreachable': {
    expired:
      'The server that has to take the message next could not be reached, or took no mail, within the period during which delivery is attempted.',
    delayed: 'The server that has to take the message next cannot be reached, or takes no mail at this time.',
  },
  'temporary-refusal': {
    expired:
      "The recipient's mail system refused the message for the time being whenever it was tried, within the period during which delivery is attempted.",
    delayed: "The recipient's mail system refuses the message for the time being.",
  },
  'queue-suspended': {
    expired:
      'An administrator of this mail system has suspended the queue in which the message waited, and did not resume it in time. Please contact your email admin.',
    delayed: 'An administrator of this mail system has suspended the queue in which the message waits.',
  },
  'content-unavailable': {
    expired:
      "The part of this mail system in which the message was stored was not available, so it couldn't be delivered in time. Please contact your email admin.",
    delayed: 'The part of this mail system in which the message is stored is not available.',
  },
  'not-categorized': {
    expired: 'This mail system could not process the message in time. Please contact your email admin.',
    delayed: 'This mail system has not processed the message yet.',
  },
  'no-attempt': {
    expired: 'This mail system did not come to attempt delivery in time. Please contact your email admin.',
    delayed: 'This mail system has not come to attempt delivery yet.',
  },
};

export const refusals: Catalogue['refusals'] = {
  'mailbox-unavailable': "The recipient's mailbox was not available.",
  'mailbox-full': "The recipient's mailbox was full.",
  'no-storage': "The recipient's mail system had no storage left.",
  'out-of-service': "The recipient's mail system was out of service.",
  policy: 'It did so for reasons of its own policy.',
};
