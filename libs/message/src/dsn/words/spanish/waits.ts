import type { Catalogue } from '../catalogue.js';

export const waits: Catalogue['waits'] = {
  'no-route': {
    expired:
      'Ningún conector de este sistema lleva al dominio del destinatario, y no se ha creado ninguno a tiempo. Póngase en contacto con su administrador de correo.',
    delayed: 'Ningún conector de este sistema lleva al dominio del destinatario.',
  },
  'next-hop-unreachable': {
    expired:
      'No se ha podido contactar con el servidor que debe recibir el mensaje a continuación, o no ha aceptado correo, durante el plazo en que se intenta la entrega.',
    delayed:
      'No se puede contactar con el servidor que debe recibir el mensaje a continuación, o no acepta correo en este momento.',
  },
  'temporary-refusal': {
    expired:
      'El sistema de correo del destinatario ha rechazado provisionalmente el mensaje en cada intento, durante el plazo en que se intenta la entrega.',
    delayed: 'El sistema de correo del destinatario rechaza provisionalmente el mensaje.',
  },
  'queue-suspended': {
    expired:
      'Un administrador de este sistema ha suspendido la cola en la que esperaba el mensaje, y no la ha reanudado a tiempo. Póngase en contacto con su administrador de correo.',
    delayed: 'Un administrador de este sistema ha suspendido la cola en la que espera el mensaje.',
  },
  'content-unavailable': {
    expired:
      'La parte de este sistema en la que estaba guardado el mensaje no estaba disponible, y no se ha podido entregar a tiempo. Póngase en contacto con su administrador de correo.',
    delayed: 'La parte de este sistema en la que está guardado el mensaje no está disponible.',
  },
  'not-categorized': {
    expired:
      'Este sistema no ha podido procesar el mensaje a tiempo. Póngase en contacto con su administrador de correo.',
    delayed: 'Este sistema aún no ha procesado el mensaje.',
  },
  'no-attempt': {
    expired:
      'Este sistema no ha llegado a intentar la entrega a tiempo. Póngase en contacto con su administrador de correo.',
    delayed: 'Este sistema aún no ha llegado a intentar la entrega.',
  },
};

export const refusals: Catalogue['refusals'] = {
  'mailbox-unavailable': 'El buzón del destinatario no estaba disponible.',
  'mailbox-full': 'El buzón del destinatario estaba lleno.',
  'no-storage': 'El sistema de correo del destinatario no tenía más espacio.',
  'out-of-service': 'El sistema de correo del destinatario estaba fuera de servicio.',
  policy: 'Lo ha hecho por sus propias normas.',
};
