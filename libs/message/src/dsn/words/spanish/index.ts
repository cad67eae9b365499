import type { Catalogue } from '../catalogue.js';
import { listed } from '../counted.js';
import { causes } from './causes.js';
import { refusals, waits } from './waits.js';

export const spanish: Catalogue = {
  tag: 'es-ES',
  subjectPrefixes: {
    failed: 'No se puede entregar: ',
    delayed: 'Entrega retrasada: ',
    delivered: 'Entregado: ',
    relayed: 'Retransmitido: ',
    expanded: 'Distribuido: ',
  },
  openings: {
    failed: 'No se ha podido entregar el mensaje a estos destinatarios o grupos:',
    delayed: 'La entrega a estos destinatarios o grupos se retrasa:',
    delivered: 'Su mensaje se ha entregado a los siguientes destinatarios:',
    relayed:
      'El mensaje para estos destinatarios o grupos se ha transmitido, pero el servidor de destino no ha confirmado la entrega:',
    expanded: 'Su mensaje se ha distribuido a los miembros de los siguientes grupos:',
  },
  causes,
  removed: {
    why: 'Un administrador de este sistema ha eliminado el mensaje antes de entregarlo.',
    advice: 'Póngase en contacto con su administrador de correo antes de volver a enviarlo.',
  },
  moderation: {
    rejected: {
      why: 'Un moderador ha rechazado su mensaje.',
      advice:
        'Póngase en contacto con los moderadores del destinatario o del grupo si cree que debería entregarse.',
    },
    expired: {
      why: 'Su mensaje necesitaba la aprobación de un moderador, y nadie ha decidido a tiempo.',
      advice: 'Vuelva a enviarlo, o contacte con el destinatario de otra forma.',
    },
    unreached: {
      why: 'Su mensaje necesita la aprobación de un moderador, y no se puede localizar a ninguno.',
      advice: 'Póngase en contacto con su administrador de correo electrónico.',
    },
  },
  waits,
  refusals,
  subject: (subject) => `Asunto: ${subject}`,
  gaveError: (host) => `${host} ha comunicado este error:`,
  delay: {
    notYet: 'Este mensaje aún no se ha entregado.',
    goesOn: 'Se seguirá intentando la entrega.',
    trying: (rest) => `El servidor seguirá intentando entregar este mensaje durante ${rest}.`,
    kept: (rest) => `El servidor conservará este mensaje durante ${rest}.`,
    toldLater: 'Se le avisará si para entonces no se ha podido entregar.',
    underAMinute: 'menos de un minuto',
    duration: (rest) =>
      listed(rest, {
        days: ['día', 'días'],
        hours: ['hora', 'horas'],
        minutes: ['minuto', 'minutos'],
        and: 'y',
      }),
  },
  diagnostics: {
    heading: 'Información de diagnóstico para administradores:',
    generatingServer: (fqdn) => `Servidor que genera este informe: ${fqdn}`,
    returned: (reply) => `El servidor respondió '${reply}'`,
    remoteReturned: (reply) => `El servidor remoto respondió '${reply}'`,
    originalHeader: 'Cabeceras del mensaje original:',
  },
};
