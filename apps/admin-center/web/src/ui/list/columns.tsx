import { useMemo, useState } from 'react';
import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components';

import { useTexts } from '../../text/index.js';
import type { Column } from '../grid/column.js';
import { Icon } from '../look/icon.js';
import { uiTexts } from '../ui.text.js';

export interface ChosenColumns<Row> {
  readonly all: readonly Column<Row>[];
  readonly shown: readonly Column<Row>[];
  readonly choose: (ids: ReadonlySet<string>) => void;
}

/** Which columns of a list are shown; this browser remembers. `list` names it. */
export function useColumns<Row>(list: string, all: readonly Column<Row>[]): ChosenColumns<Row> {
  const key = `mailyard-columns-${list}`;
  const [ids, setIds] = useState<readonly string[] | undefined>(() => localStorage.getItem(key)?.split(' '));
  return useMemo(() => {
    const chosen = all.filter(({ id, isMore = false }) => (ids === undefined ? !isMore : ids.includes(id)));
    return {
      all,
      shown: chosen.length === 0 ? all : chosen,
      choose: (next) => {
        const wanted = all.map(({ id }) => id).filter((id) => next.has(id));
        localStorage.setItem(key, wanted.join(' '));
        setIds(wanted);
      },
    };
  }, [all, ids, key]);
}

/** The column chooser of a list. */
export function ColumnsMenu<Row>({
  columns: { all, shown, choose },
}: {
  readonly columns: ChosenColumns<Row>;
}) {
  const t = useTexts(uiTexts);
  return (
    <MenuTrigger>
      <AriaButton className="button" data-square aria-label={t('columns')}>
        <Icon name="columns" />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <AriaMenu
          className="menu"
          aria-label={t('columns')}
          selectionMode="multiple"
          disallowEmptySelection
          selectedKeys={shown.map(({ id }) => id)}
          onSelectionChange={(keys) => keys !== 'all' && choose(new Set([...keys].map(String)))}
        >
          {all.map(({ id, head }) => (
            <MenuItem key={id} id={id} className="menu-item" textValue={head}>
              {({ isSelected }) => (
                <>
                  <span className="tick">{isSelected && <Icon name="check" />}</span>
                  {head}
                </>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
