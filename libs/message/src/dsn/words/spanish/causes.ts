import type { Catalogue } from '../catalogue.js';

export const causes: Catalogue['causes'] = {
  'unknown-recipient': {
    why: 'No se ha encontrado la dirección de correo que ha escrito.',
    advice:
      'Compruebe la dirección del destinatario y vuelva a enviar el mensaje. Si el problema continúa, póngase en contacto con su administrador de correo.',
  },
  'unknown-domain': {
    why: 'La parte de la dirección que sigue a la @ no existe, o no se conoce ningún camino hacia ella.',
    advice: 'Compruebe que la dirección no tenga errores y vuelva a enviar el mensaje.',
  },
  'no-mail-domain': {
    why: 'La parte de la dirección que sigue a la @ declara que no recibe correo.',
    advice: 'Compruebe que la dirección no tenga errores, o contacte con el destinatario por otro medio.',
  },
  'reserved-domain': {
    why: 'La parte de la dirección que sigue a la @ está incompleta, o está reservada para ejemplos y pruebas.',
    advice: 'Pida al destinatario su dirección completa y vuelva a enviar el mensaje.',
  },
  'recipient-address': {
    why: 'La dirección de correo del destinatario no es correcta.',
    advice: 'Compruebe la dirección y vuelva a enviar el mensaje.',
  },
  'sender-refused': {
    why: 'El sistema de correo del destinatario no acepta mensajes de su dirección.',
    advice:
      'Compruebe la dirección desde la que envía, o póngase en contacto con su administrador de correo.',
  },
  'mailbox-refuses': {
    why: 'El buzón del destinatario no puede recibir mensajes.',
    advice: 'Contacte con el destinatario por otro medio, por ejemplo por teléfono.',
  },
  'mailbox-full': {
    why: 'El buzón del destinatario está lleno y ahora no puede recibir mensajes.',
    advice: 'Vuelva a enviar el mensaje más tarde, o contacte directamente con el destinatario.',
  },
  'too-large-for-recipient': {
    why: 'Su mensaje es más grande de lo que este destinatario puede recibir, o de lo que usted puede enviar.',
    advice: 'Reduzca el mensaje, por ejemplo quitando datos adjuntos, y vuelva a enviarlo.',
  },
  'group-broken': {
    why: 'No se han podido determinar los miembros de este grupo.',
    advice: 'Póngase en contacto con su administrador de correo, o escriba a los miembros directamente.',
  },
  'system-fault': {
    why: 'El sistema de correo no ha podido procesar su mensaje.',
    advice:
      'Vuelva a enviarlo más tarde. Si el problema continúa, póngase en contacto con su administrador de correo.',
  },
  'system-configuration': {
    why: 'Un sistema de correo en el camino hacia el destinatario no está bien configurado.',
    advice: 'Reenvíe este mensaje a su administrador de correo.',
  },
  'message-too-large': {
    why: 'Su mensaje es demasiado grande para enviarlo.',
    advice: 'Para enviarlo, reduzca el mensaje, por ejemplo quitando datos adjuntos.',
  },
  'no-route': {
    why: 'No se ha encontrado un camino hacia el sistema de correo del destinatario.',
    advice: 'Póngase en contacto con su administrador de correo.',
  },
  'mail-loop': {
    why: 'El mensaje ha entrado en un bucle: ha pasado por demasiados servidores.',
    advice: 'Póngase en contacto con su administrador de correo.',
  },
  protocol: {
    why: 'El sistema de correo del destinatario y el nuestro no se han entendido.',
    advice: 'Reenvíe este mensaje a su administrador de correo.',
  },
  'too-many-recipients': {
    why: 'El mensaje tiene demasiados destinatarios, o el grupo tiene demasiados miembros.',
    advice:
      'Envíe el mensaje a menos destinatarios a la vez, o póngase en contacto con su administrador de correo.',
  },
  'content-refused': {
    why: 'El contenido del mensaje tiene una forma que el sistema de correo del destinatario no puede aceptar.',
    advice: 'Envíelo de otra forma, por ejemplo como texto sin formato y sin datos adjuntos.',
  },
  'characters-refused': {
    why: 'La dirección del destinatario o la cabecera del mensaje tiene caracteres que el sistema de correo del destinatario no puede aceptar.',
    advice: 'Pida al destinatario una dirección con letras latinas sencillas, y úselas también en el asunto.',
  },
  'bare-line-feeds': {
    why: 'El programa que escribió el mensaje termina las líneas de un modo que el sistema de correo del destinatario no acepta.',
    advice: 'Envíe el mensaje con otro programa, o póngase en contacto con su administrador de correo.',
  },
  'not-permitted': {
    why: 'Su mensaje no se ha entregado porque el sistema de correo del destinatario no lo ha permitido.',
    advice: 'Póngase en contacto con el destinatario o con su administrador de correo.',
  },
  'sender-unproven': {
    why: 'El sistema de correo acepta estos mensajes solo de remitentes que han iniciado sesión.',
    advice:
      'Compruebe la configuración de la cuenta en su programa de correo, o póngase en contacto con su administrador de correo.',
  },
  'relay-denied': {
    why: 'El sistema de correo que debía transmitir su mensaje no es responsable del dominio del destinatario.',
    advice:
      'Compruebe que la dirección no tenga errores. Si es correcta, póngase en contacto con su administrador de correo.',
  },
  'send-as-denied': {
    why: 'No tiene permiso para enviar mensajes en nombre de este remitente.',
    advice: 'Envíe el mensaje desde su propia dirección, o pida permiso a su administrador de correo.',
  },
  'not-a-sender-of-group': {
    why: 'Solo ciertos remitentes pueden escribir a este grupo, y usted no es uno de ellos.',
    advice: 'Pida permiso al propietario del grupo o a su administrador de correo.',
  },
  'not-a-sender-of-recipient': {
    why: 'Este destinatario acepta mensajes solo de ciertos remitentes, y usted no es uno de ellos.',
    advice: 'Contacte con el destinatario por otro medio, o pida permiso a su administrador de correo.',
  },
  'group-of-insiders': {
    why: 'A este grupo solo pueden escribir remitentes de su propia organización que hayan iniciado sesión.',
    advice: 'Inicie sesión y vuelva a enviar el mensaje, o pida al propietario del grupo que lo transmita.',
  },
  'recipient-of-insiders': {
    why: 'Este destinatario acepta mensajes solo de remitentes de su propia organización que hayan iniciado sesión.',
    advice: 'Inicie sesión y vuelva a enviar el mensaje, o contacte con el destinatario por otro medio.',
  },
  'no-required-tls': {
    why: 'Su mensaje exige un camino cifrado hasta el destinatario (REQUIRETLS), y el sistema de correo del destinatario no puede garantizarlo. No se ha enviado nada sin cifrar.',
    advice: 'Para enviarlo de todos modos, vuelva a enviarlo sin esa exigencia.',
  },
  'mail-flow-rule': {
    why: 'Una regla del sistema de correo ha rechazado su mensaje.',
    advice: 'Póngase en contacto con su administrador de correo si el mensaje debería haber pasado.',
  },
  expired: {
    why: 'El mensaje no se ha podido entregar a tiempo.',
    advice:
      'Vuelva a enviarlo más tarde. Si el problema continúa, póngase en contacto con su administrador de correo.',
  },
  'mailbox-not-ready': {
    why: 'El buzón del destinatario no estaba disponible.',
    advice: 'Vuelva a enviar el mensaje más tarde, o contacte con el destinatario por otro medio.',
  },
  'system-not-ready': {
    why: 'El sistema de correo del destinatario no estaba listo para recibir el mensaje.',
    advice: 'Vuelva a enviarlo más tarde.',
  },
  'not-reached': {
    why: 'No se ha podido contactar con el sistema de correo del destinatario.',
    advice:
      'Vuelva a enviar el mensaje más tarde. Si el problema continúa, póngase en contacto con su administrador de correo.',
  },
  'policy-not-yet': {
    why: 'El sistema de correo del destinatario aún no ha querido recibir el mensaje.',
    advice: 'Vuelva a enviarlo más tarde, o contacte con el destinatario por otro medio.',
  },
  temporary: {
    why: 'El sistema que recibe el mensaje tiene un problema temporal.',
    advice: 'Vuelva a enviar el mensaje más tarde.',
  },
  failed: {
    why: 'Su mensaje no se ha podido entregar.',
    advice: 'Si el problema continúa, póngase en contacto con su administrador de correo.',
  },
};
