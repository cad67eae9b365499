import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, objectsChanged, queries, queryClient, usePermission } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Action, Note, toasts } from '../../../ui/index.js';
import { protocolLogTexts } from './protocol-log.text.js';

const minutes = 15;

/** Connectors of that name: several servers may have one. */
function useNamed(name: string) {
  const { data: receive } = useQuery(queries.list('ReceiveConnectors', api.receiveConnectors));
  const { data: send } = useQuery(queries.list('SendConnectors', api.sendConnectors));
  return useMemo(() => {
    const all = [
      ...(receive?.rows ?? []).map((each) => ({ ...each, start: 'Start-ReceiveConnectorLogging' as const })),
      ...(send?.rows ?? []).map((each) => ({ ...each, start: 'Start-SendConnectorLogging' as const })),
    ];
    return all.filter(({ Name }) => Name === name);
  }, [receive, send, name]);
}

/** The sessions of the connector are logged for a quarter of an hour; its level becomes what it was by itself. */
export function VerboseAction({ connector }: { readonly connector: string }) {
  const t = useTexts(protocolLogTexts);
  const format = useFormat();
  const named = useNamed(connector);
  const permission = usePermission(named[0]?.start ?? 'Start-ReceiveConnectorLogging');
  const silent = named.filter(({ ProtocolLoggingLevel }) => ProtocolLoggingLevel !== 'Verbose');
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const begun = silent.map(({ start, Guid }) => api.run(start, { identity: Guid, minutes }));
      return Math.max(...(await Promise.all(begun)).map(({ until }) => until));
    },
    onSuccess: async (until) => {
      await Promise.all([objectsChanged(), periodsChanged()]);
      toasts.show(t('verboseUntil', { connector, time: format.time(until) }));
    },
    onError: (error) => toasts.show(error.message, 'bad'),
  });
  const reason = named.length === 0 ? t('chooseConnector') : silent.length === 0 ? t('isVerbose') : undefined;
  return (
    <Action
      {...{ permission, reason }}
      label={t('verbose', { minutes })}
      icon="clock"
      isDisabled={isPending}
      onPress={() => mutate()}
    />
  );
}

function periodsChanged(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['operation', 'Get-ConnectorLogging'] });
}

/** Whose sessions are logged for a while, and until when. */
export function VerboseNotes() {
  const t = useTexts(protocolLogTexts);
  const format = useFormat();
  const { data = [] } = useQuery({ ...queries.run('Get-ConnectorLogging', {}), refetchInterval: 30_000 });
  if (data.length === 0) return null;
  return (
    <Note tone="info">
      {data.map(({ guid, identity, until }) => (
        <p key={guid}>{t('verboseUntil', { connector: identity, time: format.time(until) })}</p>
      ))}
    </Note>
  );
}
