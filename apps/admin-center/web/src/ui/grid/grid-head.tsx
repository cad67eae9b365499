import type { KeyboardEvent } from 'react';

import { useTexts } from '../../text/index.js';
import { Icon } from '../look/icon.js';
import { uiTexts } from '../ui.text.js';
import type { Column, Sort } from './column.js';
import { tracksOf } from './grid-row.js';

export interface GridHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly narrow: boolean;
  /** The focus goes back into the rows. */
  readonly onLeave: () => void;
}

/** The heads; ↑ from the first row leads here, ← and → from one to the next. */
export function GridHead<Row>({ columns, sort, onSort, narrow, onLeave }: GridHeadProps<Row>) {
  const t = useTexts(uiTexts);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') step(event);
    else return;
    event.preventDefault();
  };
  return (
    <div className={narrow ? 'visually-hidden' : 'grid-head'} role="rowgroup" onKeyDown={onKeyDown}>
      <div
        className="grid-row"
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: tracksOf(columns, narrow) }}
      >
        <div role="columnheader">
          <span className="visually-hidden">{t('selectRow')}</span>
        </div>
        {columns.map(({ id, head, sortBy, isNumber = false }) => (
          <div
            key={id}
            role="columnheader"
            className={isNumber ? 'number' : ''}
            aria-sort={ariaSort(id, sort)}
          >
            {sortBy === undefined ? (
              head
            ) : (
              <button
                type="button"
                className="sort"
                tabIndex={-1}
                title={t('sortBy', { column: head })}
                onClick={() => onSort({ column: id, descending: sort.column === id && !sort.descending })}
              >
                {head}
                <Icon name={sort.column === id && sort.descending ? 'down' : 'up'} />
              </button>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function ariaSort(id: string, { column, descending }: Sort): 'ascending' | 'descending' | 'none' {
  if (column !== id) return 'none';
  return descending ? 'descending' : 'ascending';
}

function step({ key, currentTarget, target }: KeyboardEvent<HTMLDivElement>): void {
  const heads = [...currentTarget.querySelectorAll<HTMLElement>('.sort')];
  const at = heads.indexOf(target as HTMLElement);
  heads[at + (key === 'ArrowLeft' ? -1 : 1)]?.focus();
}
