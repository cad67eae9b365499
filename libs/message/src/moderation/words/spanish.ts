import type { ApprovalWords } from '../approval-words.js';

export const spanish: ApprovalWords = {
  approve: 'Aprobar',
  reject: 'Rechazar',
  title: 'Se requiere aprobación',
  expiredTitle: 'Sin aprobación a tiempo',
  uncountedTitle: 'Respuesta no contada',
  introduction: 'Un mensaje espera su aprobación. Se adjunta tal como fue enviado.',
  sender: 'De',
  recipients: 'Para',
  subject: 'Asunto',
  advice:
    'O responda a este mensaje con Aprobar o Rechazar como primera línea. Lo que escriba debajo de Rechazar se comunicará al remitente.',
  deadline: (date) => `Si nadie decide antes del ${date}, el mensaje no se entregará.`,
  expired: 'Nadie ha decidido a tiempo sobre este mensaje; no se ha entregado.',
  uncounted: {
    decided:
      'Su respuesta no se ha tenido en cuenta: ya se ha decidido sobre el mensaje, o este ya no existe.',
    unclear:
      'No se ha entendido su respuesta, y el mensaje sigue esperando. Responda a la solicitud con Aprobar o Rechazar, y nada más, como primera línea.',
    unproven:
      'Una respuesta en su nombre no se ha tenido en cuenta: quien la envió no había iniciado sesión en su buzón. El mensaje sigue esperando.',
  },
};
