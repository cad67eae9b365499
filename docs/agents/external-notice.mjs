// Marks what comes from outside, and keeps programs out of one mailbox. Copy it to every machine that runs a hub.

/** Names of files that nobody should get. */
const programs = /name="?[^"\r\n]*\.(?:exe|scr|js|vbs)"?/i;

export default {
  /** Asked about each message once its recipients are known. */
  OnResolvedMessage({ message }) {
    const actions = [];
    if (message.authAs !== 'Internal') {
      actions.push({ action: 'AddHeader', name: 'X-Contoso-External', value: message.client.ip });
    }
    const type = message.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
    const careful = message.recipients
      .map(({ address }) => address)
      .filter((address) => address.startsWith('finance@'));
    if (programs.test(type) && careful.length > 0) {
      actions.push({
        action: 'RejectRecipients',
        recipients: careful,
        reply: { code: 550, status: '5.7.1', text: 'Programs are not taken here' },
        reason: 'Program',
      });
    }
    return actions;
  },
};
