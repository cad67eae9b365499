import type { Catalogue } from '../catalogue.js';
import { listed } from '../counted.js';
import { causes } from './causes.js';
import { refusals, waits } from './waits.js';

export const german: Catalogue = {
  tag: 'de-DE',
  subjectPrefixes: {
    failed: 'Unzustellbar: ',
    delayed: 'Verzögert: ',
    delivered: 'Zugestellt: ',
    relayed: 'Weitergegeben: ',
    expanded: 'Verteilt: ',
  },
  openings: {
    failed: 'Die Nachricht konnte diesen Empfängern oder Gruppen nicht zugestellt werden:',
    delayed: 'Die Zustellung an diese Empfänger oder Gruppen verzögert sich:',
    delivered: 'Ihre Nachricht wurde den folgenden Empfängern zugestellt:',
    relayed:
      'Die Nachricht an diese Empfänger oder Gruppen wurde weitergegeben, der Zielserver hat die Zustellung aber nicht bestätigt:',
    expanded: 'Ihre Nachricht wurde an die Mitglieder der folgenden Gruppen verteilt:',
  },
  causes,
  removed: {
    why: 'Ein Administrator dieses Mailsystems hat die Nachricht entfernt, bevor sie zugestellt wurde.',
    advice: 'Bitte wenden Sie sich an Ihren E-Mail-Administrator, bevor Sie sie noch einmal senden.',
  },
  moderation: {
    rejected: {
      why: 'Ein Moderator hat Ihre Nachricht abgelehnt.',
      advice:
        'Bitte wenden Sie sich an die Moderatoren des Empfängers oder der Gruppe, wenn Sie meinen, dass sie zugestellt werden sollte.',
    },
    expired: {
      why: 'Ihre Nachricht brauchte die Genehmigung eines Moderators, und niemand hat rechtzeitig entschieden.',
      advice: 'Bitte senden Sie sie noch einmal, oder erreichen Sie den Empfänger auf anderem Weg.',
    },
    unreached: {
      why: 'Ihre Nachricht braucht die Genehmigung eines Moderators, und kein Moderator ist erreichbar.',
      advice: 'Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
    },
  },
  waits,
  refusals,
  subject: (subject) => `Betreff: ${subject}`,
  gaveError: (host) => `${host} hat diesen Fehler gemeldet:`,
  delay: {
    notYet: 'Die Nachricht wurde noch nicht zugestellt.',
    goesOn: 'Die Zustellung wird weiter versucht.',
    trying: (rest) => `Der Server versucht die Zustellung noch ${rest} lang.`,
    kept: (rest) => `Der Server bewahrt die Nachricht noch ${rest} lang auf.`,
    toldLater: 'Sie bekommen Bescheid, wenn sie bis dahin nicht zugestellt werden kann.',
    underAMinute: 'weniger als eine Minute',
    duration: (rest) =>
      listed(rest, {
        days: ['Tag', 'Tage'],
        hours: ['Stunde', 'Stunden'],
        minutes: ['Minute', 'Minuten'],
        and: 'und',
      }),
  },
  diagnostics: {
    heading: 'Diagnoseinformationen für Administratoren:',
    generatingServer: (fqdn) => `Generierender Server: ${fqdn}`,
    returned: (reply) => `Der Server antwortete '${reply}'`,
    remoteReturned: (reply) => `Der entfernte Server antwortete '${reply}'`,
    originalHeader: 'Kopf der ursprünglichen Nachricht:',
  },
};
