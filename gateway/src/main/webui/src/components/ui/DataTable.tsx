import type { ReactNode } from 'react';
import './data-table.css';

interface DataTableProps {
  readonly label: string;
  readonly columns: readonly { readonly key: string; readonly words: string; readonly hidden?: boolean }[];
  readonly children: ReactNode;
}

/** A table on wide screens, a list of cards on narrow ones; roles are written out because the cards would lose them. */
export function DataTable({ label, columns, children }: DataTableProps) {
  return (
    <table className="data-table" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} scope="col" role="columnheader" data-column={column.key}>
              <span className={column.hidden ? 'visually-hidden' : undefined}>{column.words}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

export function Row({ children, quiet }: { children: ReactNode; quiet?: boolean }) {
  return (
    <tr role="row" data-quiet={quiet ? 'true' : undefined}>
      {children}
    </tr>
  );
}

/** @param words says on narrow screens what the column head says on wide ones */
export function Cell({ column, words, children }: { column: string; words?: string; children: ReactNode }) {
  return (
    <td role="cell" data-column={column}>
      {words !== undefined && (
        <span className="data-label" aria-hidden="true">
          {words}
        </span>
      )}
      <div className="data-value">{children}</div>
    </td>
  );
}
