import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { queries, type ObjectOf, type OutputOf } from '../../../../api/index.js';
import { changedFields, useFormPlace, type FormValues, type ShownParameters } from '../../../../ui/index.js';
import { connectorParameters } from './edit-values.js';

export type Explained = OutputOf<'Explain-ReceiveConnector'>;

export interface ExplainedConnector {
  readonly object: ObjectOf<'ReceiveConnectors'>;
  readonly shown: ShownParameters;
}

/** So long nothing is typed before the server is asked. */
const quietMs = 300;

/** What the connector would be for its clients with what the form has; while a value is wrong, what it was before. */
export function useExplained({ object, shown }: ExplainedConnector): Explained | undefined {
  const { form } = useFormPlace();
  const parameters = useQuiet(connectorParameters(form.values, changedFields(form.state), shown));
  const { data } = useQuery({
    ...queries.run('Explain-ReceiveConnector', { identity: object.Identity, parameters }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data;
}

function useQuiet(parameters: FormValues): FormValues {
  const said = JSON.stringify(parameters);
  const [quiet, setQuiet] = useState(said);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(said), quietMs);
    return () => clearTimeout(timer);
  }, [said]);
  return JSON.parse(quiet) as FormValues;
}
