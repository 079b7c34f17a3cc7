export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** From here a shift extends. */
  readonly anchor: string | null;
  /** Made for all that was found, whether it is loaded yet or not. */
  readonly beyond?: boolean;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id, beyond: selection.beyond };
}

/** Everything between the anchor and this one, added to what is selected. */
export function extended(selection: Selection, to: string, order: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const end = order.indexOf(to);
  if (from < 0 || end < 0) return toggled(selection, to);
  const range = order.slice(Math.min(from, end), Math.max(from, end) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor, beyond: selection.beyond };
}

export const allFound = (ids: readonly string[]): Selection => ({ ids: new Set(ids), anchor: null, beyond: true });

export const allOf = (order: readonly string[]): Selection => ({ ids: new Set(order), anchor: order[0] ?? null });

/** Without those that are no longer there; the same object when nothing changes. */
export function pruned(selection: Selection, order: readonly string[]): Selection {
  if (selection.ids.size === 0 || selection.beyond) return selection;
  const there = new Set(order);
  const ids = [...selection.ids].filter((id) => there.has(id));
  return ids.length === selection.ids.size ? selection : { ids: new Set(ids), anchor: selection.anchor };
}

/** One place on or back for these photos, wherever they stand: before which one they come then, null for the end. */
export function stepped(
  order: readonly string[],
  ids: readonly string[],
  by: -1 | 1,
): { readonly before: string | null } | undefined {
  const others = order.filter((one) => !ids.includes(one));
  const ahead = order.findIndex((one) => ids.includes(one));
  if (ahead < 0 || (by < 0 ? ahead === 0 : ahead >= others.length)) return undefined;
  return { before: others[ahead + by] ?? null };
}

/** What an area adds to, takes from or puts in place of a selection. */
export type Way = 'replace' | 'add' | 'toggle';

/** The selection with what a rubber band lies on; `selection` is the one from before the band. */
export function banded(selection: Selection, ids: readonly string[], way: Way): Selection {
  if (way === 'replace') return { ids: new Set(ids), anchor: ids[0] ?? null };
  const all = new Set(selection.ids);
  for (const id of ids) {
    if (way === 'toggle' && selection.ids.has(id)) all.delete(id);
    else all.add(id);
  }
  return { ids: all, anchor: ids.at(-1) ?? selection.anchor, beyond: selection.beyond };
}

/** A finger that goes over photos does to all of them what it did to the first: selects them, or takes them out. */
export function swept(selection: Selection, ids: readonly string[]): Selection {
  const all = new Set(selection.ids);
  const out = ids[0] !== undefined && selection.ids.has(ids[0]);
  for (const id of ids) {
    if (out) all.delete(id);
    else all.add(id);
  }
  return { ids: all, anchor: ids[0] ?? selection.anchor, beyond: selection.beyond };
}
