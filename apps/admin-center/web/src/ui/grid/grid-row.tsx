import type { CSSProperties, MouseEvent } from 'react';

import { Icon } from '../look/icon.js';
import type { Column } from './column.js';

export interface GridRowProps<Row> {
  readonly index: number;
  /** In pixels from the top. */
  readonly start: number;
  /** Undefined: it is not here yet. */
  readonly row: Row | undefined;
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly narrow: boolean;
  readonly isSelected: boolean;
  readonly tabIndex: 0 | -1;
  readonly onPick: (event: MouseEvent, index: number) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly isGone: ((row: Row) => boolean) | undefined;
}

/** The tracks of a row: the mark of the selection, then the columns. */
export function tracksOf<Row>(columns: readonly Column<Row>[], narrow: boolean): string {
  return narrow ? '24px minmax(0, 1fr) auto' : `24px ${columns.map(({ width }) => width).join(' ')}`;
}

export function GridRow<Row>(props: GridRowProps<Row>) {
  const { index, start, row, columns, tracks, narrow, isSelected, tabIndex, onPick, onOpen, isGone } = props;
  return (
    // Keys are those of the whole grid, which hears them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      data-gone={row !== undefined && isGone?.(row) === true ? true : undefined}
      tabIndex={tabIndex}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${start}px)` }}
      onClick={(event) => onPick(event, index)}
      onDoubleClick={() => row !== undefined && onOpen?.(row)}
    >
      <div role="gridcell" className="mark" style={narrow ? { gridRow: '1 / 3' } : {}}>
        <span className="box">
          <Icon name="check" />
        </span>
      </div>
      {(narrow ? columns.filter(({ line }) => line !== undefined) : columns).map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={column.isNumber === true ? 'grid-cell number' : 'grid-cell'}
          style={narrow ? placeOf(column, columns) : {}}
          data-line={narrow ? column.line : undefined}
        >
          {row === undefined ? <span className="bar" /> : column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** On a phone: which of the two places of its line. */
function placeOf<Row>(column: Column<Row>, columns: readonly Column<Row>[]): CSSProperties {
  const [first] = columns.filter(({ line }) => line === column.line);
  return { gridRow: column.line, gridColumn: first === column ? 2 : 3 };
}
