import { Toolbar as AriaToolbar } from 'react-aria-components';

import { useTexts } from '../../text/index.js';
import { useShortcut } from '../browser/shortcuts.js';
import { Action } from '../control/button.js';
import { uiTexts } from '../ui.text.js';
import { ColumnsMenu } from './columns.js';
import { rowsOf, useCsv } from './csv-item.js';
import { toggleDetails, useDetailsShown } from './details-shown.js';
import type { List } from './use-list.js';

export interface ListToolsProps<Row> {
  readonly list: List<Row>;
  /** All rows, where those that are here are not all. */
  readonly readAll?: (() => Promise<readonly Row[]>) | undefined;
}

/** How a list is looked at: its columns, a file of its filter, whether the details are there. */
export function ListTools<Row>({ list, readAll }: ListToolsProps<Row>) {
  const t = useTexts(uiTexts);
  const showsDetails = useDetailsShown();
  useShortcut('d', toggleDetails);
  const read = readAll ?? (() => rowsOf(list.source));
  const saveCsv = useCsv({ name: list.name, columns: list.chosen, read });
  return (
    <AriaToolbar className="list-tools" aria-label={t('listTools')}>
      <ColumnsMenu columns={list.chosen} />
      <Action
        label={t('exportCsv')}
        icon="download"
        iconOnly
        isDisabled={(list.source.total ?? 0) === 0}
        onPress={saveCsv}
      />
      <Action
        label={showsDetails ? t('hideDetails') : t('showDetails')}
        icon="details"
        iconOnly
        keys="d"
        onPress={toggleDetails}
      />
    </AriaToolbar>
  );
}
