import type { Catalogue } from '../catalogue.js';

export const waits: Catalogue['waits'] = {
  'no-route': {
    expired:
      'Kein Connector dieses Mailsystems führt zur Domäne des Empfängers, und es wurde nicht rechtzeitig einer eingerichtet. Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
    delayed: 'Kein Connector dieses Mailsystems führt zur Domäne des Empfängers.',
  },
  'next-hop-unreachable': {
    expired:
      'Der Server, der die Nachricht als nächster annehmen muss, war nicht zu erreichen oder nahm keine E-Mail an, solange die Zustellung versucht wurde.',
    delayed:
      'Der Server, der die Nachricht als nächster annehmen muss, ist nicht zu erreichen oder nimmt zurzeit keine E-Mail an.',
  },
  'temporary-refusal': {
    expired:
      'Das Mailsystem des Empfängers hat die Nachricht bei jedem Versuch vorläufig abgewiesen, solange die Zustellung versucht wurde.',
    delayed: 'Das Mailsystem des Empfängers weist die Nachricht vorläufig ab.',
  },
  'queue-suspended': {
    expired:
      'Ein Administrator dieses Mailsystems hat die Warteschlange angehalten, in der die Nachricht wartete, und sie nicht rechtzeitig fortgesetzt. Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
    delayed:
      'Ein Administrator dieses Mailsystems hat die Warteschlange angehalten, in der die Nachricht wartet.',
  },
  'content-unavailable': {
    expired:
      'Der Teil dieses Mailsystems, in dem die Nachricht gespeichert war, war nicht verfügbar, so dass sie nicht rechtzeitig zugestellt werden konnte. Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
    delayed: 'Der Teil dieses Mailsystems, in dem die Nachricht gespeichert ist, ist nicht verfügbar.',
  },
  'not-categorized': {
    expired:
      'Dieses Mailsystem konnte die Nachricht nicht rechtzeitig verarbeiten. Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
    delayed: 'Dieses Mailsystem hat die Nachricht noch nicht verarbeitet.',
  },
  'no-attempt': {
    expired:
      'Dieses Mailsystem kam nicht rechtzeitig dazu, die Zustellung zu versuchen. Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
    delayed: 'Dieses Mailsystem kam noch nicht dazu, die Zustellung zu versuchen.',
  },
};

export const refusals: Catalogue['refusals'] = {
  'mailbox-unavailable': 'Das Postfach des Empfängers war nicht verfügbar.',
  'mailbox-full': 'Das Postfach des Empfängers war voll.',
  'no-storage': 'Das Mailsystem des Empfängers hatte keinen Speicherplatz mehr.',
  'out-of-service': 'Das Mailsystem des Empfängers war außer Betrieb.',
  policy: 'Es tat das aus Gründen seiner eigenen Richtlinien.',
};
