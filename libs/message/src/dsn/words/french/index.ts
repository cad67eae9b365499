import type { Catalogue } from '../catalogue.js';
import { listed } from '../counted.js';
import { causes } from './causes.js';
import { refusals, waits } from './waits.js';

export const french: Catalogue = {
  tag: 'fr-FR',
  subjectPrefixes: {
    failed: 'Non remis : ',
    delayed: 'Remise retardée : ',
    delivered: 'Remis : ',
    relayed: 'Relayé : ',
    expanded: 'Diffusé : ',
  },
  openings: {
    failed: 'Le message n’a pas pu être remis à ces destinataires ou groupes :',
    delayed: 'La remise à ces destinataires ou groupes est retardée :',
    delivered: 'Votre message a été remis aux destinataires suivants :',
    relayed:
      'Le message pour ces destinataires ou groupes a été transmis, mais le serveur de destination n’a pas confirmé sa remise :',
    expanded: 'Votre message a été diffusé aux membres des groupes suivants :',
  },
  causes,
  removed: {
    why: 'Un administrateur de ce système a supprimé le message avant sa remise.',
    advice: 'Contactez votre administrateur de messagerie avant de le renvoyer.',
  },
  moderation: {
    rejected: {
      why: 'Un modérateur a rejeté votre message.',
      advice:
        'Veuillez contacter les modérateurs du destinataire ou du groupe si vous pensez qu’il devrait être remis.',
    },
    expired: {
      why: 'Votre message nécessitait l’approbation d’un modérateur, et personne n’a décidé à temps.',
      advice: 'Veuillez le renvoyer, ou joindre le destinataire d’une autre manière.',
    },
    unreached: {
      why: 'Votre message nécessite l’approbation d’un modérateur, et aucun modérateur n’est joignable.',
      advice: 'Veuillez contacter votre administrateur de messagerie.',
    },
  },
  waits,
  refusals,
  subject: (subject) => `Objet : ${subject}`,
  gaveError: (host) => `${host} a signalé cette erreur :`,
  delay: {
    notYet: 'Ce message n’a pas encore été remis.',
    goesOn: 'Les tentatives de remise continuent.',
    trying: (rest) => `Le serveur continuera à tenter la remise de ce message pendant ${rest}.`,
    kept: (rest) => `Le serveur conservera ce message pendant ${rest}.`,
    toldLater: 'Vous serez averti si le message ne peut pas être remis d’ici là.',
    underAMinute: 'moins d’une minute',
    duration: (rest) =>
      listed(rest, {
        days: ['jour', 'jours'],
        hours: ['heure', 'heures'],
        minutes: ['minute', 'minutes'],
        and: 'et',
      }),
  },
  diagnostics: {
    heading: 'Informations de diagnostic pour les administrateurs :',
    generatingServer: (fqdn) => `Serveur de génération : ${fqdn}`,
    returned: (reply) => `Le serveur a répondu '${reply}'`,
    remoteReturned: (reply) => `Le serveur distant a répondu '${reply}'`,
    originalHeader: 'En-têtes du message d’origine :',
  },
};
