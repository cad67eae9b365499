import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Facts, Section } from '../../../ui/index.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';

/** Who may send to whom there, as the server judges it. */
export function ConnectorAccess({ row: { Identity } }: { readonly row: ReceiveConnector }) {
  const t = useTexts(receiveConnectorTexts);
  const { data } = useQuery({
    ...queries.run('Explain-ReceiveConnector', { identity: Identity }),
    // Drawn anew when the connector has changed, and then asked anew.
    staleTime: 0,
  });
  if (data === undefined) return null;
  return (
    <Section title={t('mayReceive')}>
      <Facts facts={data.access.map(({ who, may }) => [t(who), t(`may${may}`)] as const)} />
    </Section>
  );
}
