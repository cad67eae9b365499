import type { Catalogue } from '../catalogue.js';

export const waits: Catalogue['waits'] = {
  'no-route': {
    expired:
      'Aucun connecteur de ce système ne mène au domaine du destinataire, et aucun n’a été créé à temps. Contactez votre administrateur de messagerie.',
    delayed: 'Aucun connecteur de ce système ne mène au domaine du destinataire.',
  },
  'next-hop-unreachable': {
    expired:
      'Le serveur qui doit recevoir le message ensuite est resté injoignable, ou n’a pas accepté de courrier, tant que la remise a été tentée.',
    delayed:
      'Le serveur qui doit recevoir le message ensuite est injoignable, ou n’accepte pas de courrier pour le moment.',
  },
  'temporary-refusal': {
    expired:
      'Le système de messagerie du destinataire a refusé provisoirement le message à chaque essai, tant que la remise a été tentée.',
    delayed: 'Le système de messagerie du destinataire refuse provisoirement le message.',
  },
  'queue-suspended': {
    expired:
      'Un administrateur de ce système a suspendu la file d’attente dans laquelle se trouvait le message, et ne l’a pas reprise à temps. Contactez votre administrateur de messagerie.',
    delayed:
      'Un administrateur de ce système a suspendu la file d’attente dans laquelle se trouve le message.',
  },
  'content-unavailable': {
    expired:
      'La partie de ce système où le message était enregistré n’était pas disponible, et il n’a pas pu être remis à temps. Contactez votre administrateur de messagerie.',
    delayed: 'La partie de ce système où le message est enregistré n’est pas disponible.',
  },
  'not-categorized': {
    expired:
      'Ce système n’a pas pu traiter le message à temps. Contactez votre administrateur de messagerie.',
    delayed: 'Ce système n’a pas encore traité le message.',
  },
  'no-attempt': {
    expired:
      'Ce système n’est pas parvenu à tenter la remise à temps. Contactez votre administrateur de messagerie.',
    delayed: 'Ce système n’est pas encore parvenu à tenter la remise.',
  },
};

export const refusals: Catalogue['refusals'] = {
  'mailbox-unavailable': 'La boîte aux lettres du destinataire n’était pas disponible.',
  'mailbox-full': 'La boîte aux lettres du destinataire était pleine.',
  'no-storage': 'Le système de messagerie du destinataire n’avait plus d’espace de stockage.',
  'out-of-service': 'Le système de messagerie du destinataire était hors service.',
  policy: 'Il l’a fait en raison de ses propres règles.',
};
