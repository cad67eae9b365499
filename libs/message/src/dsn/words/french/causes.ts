import type { Catalogue } from '../catalogue.js';

export const causes: Catalogue['causes'] = {
  'unknown-recipient': {
    why: 'L’adresse de messagerie que vous avez saisie est introuvable.',
    advice:
      'Vérifiez l’adresse du destinataire et renvoyez le message. Si le problème persiste, contactez votre administrateur de messagerie.',
  },
  'unknown-domain': {
    why: 'La partie de l’adresse qui suit le @ n’existe pas, ou aucun chemin n’y mène.',
    advice: 'Vérifiez que l’adresse ne contient pas de faute de frappe et renvoyez le message.',
  },
  'no-mail-domain': {
    why: 'La partie de l’adresse qui suit le @ déclare elle-même ne pas recevoir de courrier.',
    advice:
      'Vérifiez que l’adresse ne contient pas de faute de frappe, ou joignez le destinataire par un autre moyen.',
  },
  'reserved-domain': {
    why: 'La partie de l’adresse qui suit le @ est incomplète, ou réservée aux exemples et aux essais.',
    advice: 'Demandez au destinataire son adresse complète et renvoyez le message.',
  },
  'recipient-address': {
    why: 'L’adresse de messagerie du destinataire n’est pas correcte.',
    advice: 'Vérifiez l’adresse et renvoyez le message.',
  },
  'sender-refused': {
    why: 'Le système de messagerie du destinataire n’accepte pas de messages de votre adresse.',
    advice:
      'Vérifiez l’adresse à partir de laquelle vous envoyez, ou contactez votre administrateur de messagerie.',
  },
  'mailbox-refuses': {
    why: 'La boîte aux lettres du destinataire ne peut pas recevoir de messages.',
    advice: 'Joignez le destinataire par un autre moyen, par exemple par téléphone.',
  },
  'mailbox-full': {
    why: 'La boîte aux lettres du destinataire est pleine et ne peut pas recevoir de messages pour le moment.',
    advice: 'Renvoyez votre message plus tard, ou contactez directement le destinataire.',
  },
  'too-large-for-recipient': {
    why: 'Votre message est plus volumineux que ce destinataire ne peut recevoir, ou que vous ne pouvez envoyer.',
    advice: 'Réduisez le message, par exemple en supprimant des pièces jointes, et renvoyez-le.',
  },
  'group-broken': {
    why: 'Les membres de ce groupe n’ont pas pu être déterminés.',
    advice: 'Contactez votre administrateur de messagerie, ou écrivez aux membres eux-mêmes.',
  },
  'system-fault': {
    why: 'Le système de messagerie n’a pas pu traiter votre message.',
    advice: 'Renvoyez-le plus tard. Si le problème persiste, contactez votre administrateur de messagerie.',
  },
  'system-configuration': {
    why: 'Un système de messagerie sur le chemin du destinataire n’est pas configuré correctement.',
    advice: 'Transférez ce message à votre administrateur de messagerie.',
  },
  'message-too-large': {
    why: 'Votre message est trop volumineux pour être envoyé.',
    advice: 'Pour l’envoyer, réduisez-le, par exemple en supprimant des pièces jointes.',
  },
  'no-route': {
    why: 'Aucun chemin vers le système de messagerie du destinataire n’a été trouvé.',
    advice: 'Contactez votre administrateur de messagerie.',
  },
  'mail-loop': {
    why: 'Le message a tourné en boucle : il est passé par trop de serveurs.',
    advice: 'Contactez votre administrateur de messagerie.',
  },
  protocol: {
    why: 'Le système de messagerie du destinataire et le nôtre ne se sont pas compris.',
    advice: 'Transférez ce message à votre administrateur de messagerie.',
  },
  'too-many-recipients': {
    why: 'Le message a trop de destinataires, ou le groupe a trop de membres.',
    advice:
      'Envoyez le message à moins de destinataires à la fois, ou contactez votre administrateur de messagerie.',
  },
  'content-refused': {
    why: 'Le contenu du message a une forme que le système de messagerie du destinataire ne peut pas accepter.',
    advice: 'Envoyez-le sous une autre forme, par exemple en texte brut sans pièces jointes.',
  },
  'characters-refused': {
    why: 'L’adresse du destinataire ou l’en-tête du message contient des caractères que le système de messagerie du destinataire ne peut pas accepter.',
    advice:
      'Demandez au destinataire une adresse en lettres latines simples, et utilisez-en aussi pour l’objet.',
  },
  'bare-line-feeds': {
    why: 'Le programme qui a écrit le message termine ses lignes d’une manière que le système de messagerie du destinataire n’accepte pas.',
    advice: 'Envoyez le message avec un autre programme, ou contactez votre administrateur de messagerie.',
  },
  'not-permitted': {
    why: 'Votre message n’a pas été remis, car le système de messagerie du destinataire ne l’a pas autorisé.',
    advice: 'Contactez le destinataire ou votre administrateur de messagerie.',
  },
  'sender-unproven': {
    why: 'Le système de messagerie n’accepte de tels messages que d’expéditeurs authentifiés.',
    advice:
      'Vérifiez les paramètres de compte de votre programme de messagerie, ou contactez votre administrateur de messagerie.',
  },
  'relay-denied': {
    why: 'Le système de messagerie qui devait transmettre votre message n’est pas responsable du domaine du destinataire.',
    advice:
      'Vérifiez que l’adresse ne contient pas de faute de frappe. Si elle est correcte, contactez votre administrateur de messagerie.',
  },
  'send-as-denied': {
    why: 'Vous n’êtes pas autorisé à envoyer des messages au nom de cet expéditeur.',
    advice:
      'Envoyez le message à partir de votre propre adresse, ou demandez l’autorisation à votre administrateur de messagerie.',
  },
  'not-a-sender-of-group': {
    why: 'Seuls certains expéditeurs peuvent écrire à ce groupe, et vous n’en faites pas partie.',
    advice: 'Demandez l’autorisation au propriétaire du groupe ou à votre administrateur de messagerie.',
  },
  'not-a-sender-of-recipient': {
    why: 'Ce destinataire n’accepte de messages que de certains expéditeurs, et vous n’en faites pas partie.',
    advice:
      'Joignez le destinataire par un autre moyen, ou demandez l’autorisation à votre administrateur de messagerie.',
  },
  'group-of-insiders': {
    why: 'Seuls les expéditeurs authentifiés de sa propre organisation peuvent écrire à ce groupe.',
    advice:
      'Authentifiez-vous et renvoyez le message, ou demandez au propriétaire du groupe de le transmettre.',
  },
  'recipient-of-insiders': {
    why: 'Ce destinataire n’accepte de messages que d’expéditeurs authentifiés de sa propre organisation.',
    advice: 'Authentifiez-vous et renvoyez le message, ou joignez le destinataire par un autre moyen.',
  },
  'no-required-tls': {
    why: 'Votre message exige un chemin chiffré jusqu’au destinataire (REQUIRETLS), et le système de messagerie du destinataire ne peut pas le garantir. Rien n’a été envoyé sans chiffrement.',
    advice: 'Pour l’envoyer quand même, renvoyez-le sans cette exigence.',
  },
  'mail-flow-rule': {
    why: 'Une règle du système de messagerie a refusé votre message.',
    advice: 'Contactez votre administrateur de messagerie si le message aurait dû passer.',
  },
  expired: {
    why: 'Le message n’a pas pu être remis à temps.',
    advice: 'Renvoyez-le plus tard. Si le problème persiste, contactez votre administrateur de messagerie.',
  },
  'mailbox-not-ready': {
    why: 'La boîte aux lettres du destinataire n’était pas disponible.',
    advice: 'Renvoyez votre message plus tard, ou joignez le destinataire par un autre moyen.',
  },
  'system-not-ready': {
    why: 'Le système de messagerie du destinataire n’était pas prêt à recevoir le message.',
    advice: 'Renvoyez-le plus tard.',
  },
  'not-reached': {
    why: 'Le système de messagerie du destinataire était injoignable.',
    advice:
      'Renvoyez le message plus tard. Si le problème persiste, contactez votre administrateur de messagerie.',
  },
  'policy-not-yet': {
    why: 'Le système de messagerie du destinataire n’a pas encore voulu recevoir le message.',
    advice: 'Renvoyez-le plus tard, ou joignez le destinataire par un autre moyen.',
  },
  temporary: {
    why: 'Le système destinataire rencontre un problème temporaire.',
    advice: 'Renvoyez le message plus tard.',
  },
  failed: {
    why: 'Votre message n’a pas pu être remis.',
    advice: 'Si le problème persiste, contactez votre administrateur de messagerie.',
  },
};
