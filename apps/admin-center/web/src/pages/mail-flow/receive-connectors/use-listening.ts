import { api, usePermission, type ObjectOf, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { toasts } from '../../../ui/index.js';
import { connectorFormTexts } from './connector-forms.text.js';

type Tried = OutputOf<'Test-SmtpConnectivity'>[number];

/** So long services take at most to listen anew. */
const deadlineMs = 5_000;
const againMs = 500;

/** Tells once the listeners of a new connector answer, or why they do not. */
export function useListening(): (connector: ObjectOf<'ReceiveConnectors'>) => Promise<void> {
  const t = useTexts(connectorFormTexts);
  const mayTry = usePermission('Test-SmtpConnectivity').allowed;
  return async ({ Name, Server, Enabled }) => {
    if (!mayTry || !Enabled) return toasts.show(t('made', { name: Name }));
    const deadline = Date.now() + deadlineMs;
    for (;;) {
      const silent = await silentBindings(Name, Server);
      if (silent.length === 0) return toasts.show(t('serves', { name: Name }));
      if (Date.now() > deadline) {
        const reason = silent.map(({ binding, details }) => `${binding} ${details}`).join('; ');
        return toasts.show(t('cannotListen', { name: Name, reason }), 'bad');
      }
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  };
}

async function silentBindings(name: string, server: string): Promise<readonly Tried[]> {
  const tried = await api.run('Test-SmtpConnectivity', { server });
  const own = tried.filter(({ receiveConnector }) => receiveConnector === name);
  return own.filter(({ statusCode }) => statusCode === 'UnableToConnect');
}
