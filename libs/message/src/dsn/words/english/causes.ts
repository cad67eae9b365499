import type { Catalogue } from '../catalogue.js';

export const causes: Catalogue['causes'] = {
  'unknown-recipient': {
    why: "The email address you entered couldn't be found.",
    advice:
      "Please check the recipient's email address and try to resend the message. If the problem continues, please contact your email admin.",
  },
  'unknown-domain': {
    why: "The part of the recipient's address after the @ doesn't exist, or no way to it is known.",
    advice: 'Please check the address for a typing error and try to resend the message.',
  },
  'no-mail-domain': {
    why: "The part of the recipient's address after the @ says of itself that it takes no mail.",
    advice: 'Please check the address for a typing error, or reach the recipient another way.',
  },
  'reserved-domain': {
    why: "The part of the recipient's address after the @ isn't complete, or is reserved for examples and tests.",
    advice: 'Please ask the recipient for the complete address and try to resend the message.',
  },
  'recipient-address': {
    why: "The recipient's email address isn't correct.",
    advice: 'Please check the address and try to resend the message.',
  },
  'sender-refused': {
    why: "The recipient's email system doesn't accept messages from your email address.",
    advice: 'Please check the address that you send from, or contact your email admin.',
  },
  'mailbox-refuses': {
    why: "The recipient's mailbox can't accept messages.",
    advice: 'Please contact the recipient another way, for example by telephone.',
  },
  'mailbox-full': {
    why: "The recipient's mailbox is full and can't accept messages now.",
    advice: 'Please try resending your message later, or contact the recipient directly.',
  },
  'too-large-for-recipient': {
    why: 'Your message is larger than this recipient may get, or than you may send.',
    advice: 'Please make the message smaller, for example by removing attachments, and send it again.',
  },
  'group-broken': {
    why: "The members of this group couldn't be found out.",
    advice: 'Please contact your email admin, or send the message to the members themselves.',
  },
  'system-fault': {
    why: "The email system couldn't process your message.",
    advice: 'Please try resending it later. If the problem continues, please contact your email admin.',
  },
  'system-configuration': {
    why: "An email system on the way to the recipient isn't set up correctly.",
    advice: 'Please forward this message to your email admin.',
  },
  'message-too-large': {
    why: 'Your message is too large to send.',
    advice: 'To send it, make the message smaller, for example by removing attachments.',
  },
  'no-route': {
    why: "The message couldn't be routed to the recipient's email system.",
    advice: 'Please contact your email admin.',
  },
  'mail-loop': {
    why: 'A mail loop was found: the message went through too many servers.',
    advice: 'Please contact your email admin.',
  },
  protocol: {
    why: "The recipient's email system and ours didn't understand each other.",
    advice: 'Please forward this message to your email admin.',
  },
  'too-many-recipients': {
    why: 'The message has too many recipients, or the group has too many members.',
    advice: 'Please send the message to fewer recipients at a time, or contact your email admin.',
  },
  'content-refused': {
    why: "The message's content isn't in a form that the recipient's email system can accept.",
    advice: 'Please send it in another form, for example as plain text without attachments.',
  },
  'characters-refused': {
    why: "The recipient's address, or the message's header, has characters that the recipient's email system can't take.",
    advice:
      'Please ask the recipient for an address in plain Latin letters, and use such letters in the subject.',
  },
  'bare-line-feeds': {
    why: "The program that wrote the message has ended its lines in a way that the recipient's email system doesn't accept.",
    advice: 'Please send the message with another program, or contact your email admin.',
  },
  'not-permitted': {
    why: "Your message wasn't delivered because the recipient's email system didn't permit it.",
    advice: 'Please contact the recipient or your email admin.',
  },
  'sender-unproven': {
    why: 'The email system takes such messages only from senders who have signed in.',
    advice: 'Please check the account settings of your email program, or contact your email admin.',
  },
  'relay-denied': {
    why: "The email system that was asked to pass on your message isn't responsible for the recipient's domain.",
    advice: 'Please check the address for a typing error. If it is correct, please contact your email admin.',
  },
  'send-as-denied': {
    why: "You don't have permission to send messages in the name of this sender.",
    advice: 'Please send the message from your own address, or ask your email admin for the permission.',
  },
  'not-a-sender-of-group': {
    why: 'Only certain senders may write to this group, and you are not one of them.',
    advice: "Please ask the group's owner or your email admin for permission to write to it.",
  },
  'not-a-sender-of-recipient': {
    why: 'This recipient accepts messages from certain senders only, and you are not one of them.',
    advice: 'Please contact the recipient another way, or ask your email admin for permission.',
  },
  'group-of-insiders': {
    why: 'Only senders of its own organization who have signed in may write to this group.',
    advice: "Please sign in and send the message again, or ask the group's owner to pass it on.",
  },
  'recipient-of-insiders': {
    why: 'This recipient accepts messages only from senders of its own organization who have signed in.',
    advice: 'Please sign in and send the message again, or contact the recipient another way.',
  },
  'no-required-tls': {
    why: "Your message asks for an encrypted way to the recipient (REQUIRETLS), and the recipient's email system can't promise one. Nothing of it was sent there without.",
    advice: 'To send it anyway, send it again without that demand.',
  },
  'mail-flow-rule': {
    why: 'A rule of the email system has refused your message.',
    advice: 'Please contact your email admin if the message should have passed.',
  },
  expired: {
    why: 'The message could not be delivered in time.',
    advice: 'Please try resending it later. If the problem continues, please contact your email admin.',
  },
  'mailbox-not-ready': {
    why: "The recipient's mailbox wasn't available.",
    advice: 'Please try resending your message later, or contact the recipient another way.',
  },
  'system-not-ready': {
    why: "The recipient's email system wasn't ready to take the message.",
    advice: 'Please try resending it later.',
  },
  'not-reached': {
    why: "The recipient's email system couldn't be reached.",
    advice:
      'Please try resending the message later. If the problem continues, please contact your email admin.',
  },
  'policy-not-yet': {
    why: "The recipient's email system didn't want to take the message yet.",
    advice: 'Please try resending it later, or contact the recipient another way.',
  },
  temporary: {
    why: 'The receiving system has a temporary problem.',
    advice: 'Please try resending the message later.',
  },
  failed: {
    why: "Your message couldn't be delivered.",
    advice: 'If the problem continues, please contact your email admin.',
  },
};
