import type { ReactNode } from 'react';

import { useTexts } from '../../text/index.js';
import { Action } from '../control/button.js';
import { SearchBox } from '../control/search-box.js';
import { Toolbar } from '../control/toolbar.js';
import { uiTexts } from '../ui.text.js';
import { PauseAction } from './pause.js';
import type { List } from './use-list.js';

export interface ListToolbarProps<Row> {
  readonly label: string;
  readonly list: List<Row>;
  /** What the search box says; absent: the search stands somewhere else. */
  readonly search?: string;
  /** What can be done with what is selected. */
  readonly children?: ReactNode;
  /** Absent: asks the same again. */
  readonly onRefresh?: () => void;
}

/** What every list has beside its own actions: refresh, pause and the search. The rest is in its status line (ListTools). */
export function ListToolbar<Row>(props: ListToolbarProps<Row>) {
  const { label, list, search, children, onRefresh } = props;
  const t = useTexts(uiTexts);
  const refresh = (): void => {
    if (onRefresh !== undefined) onRefresh();
    else void list.query.refetch();
    list.live?.show();
  };
  const box = search !== undefined && (
    <SearchBox label={search} value={list.q} onChange={list.setQ} onDown={() => list.grid.current?.focus()} />
  );
  return (
    <Toolbar label={label} {...(box !== false && { end: box })}>
      {children}
      <Action label={t('refresh')} icon="refresh" iconOnly onPress={refresh} />
      {list.live?.pause && <PauseAction pause={list.live.pause} />}
    </Toolbar>
  );
}
