/** What the library is narrowed to, as it stands in the address of the page. */
export interface LibraryFilter {
  readonly q?: string;
  readonly camera?: string;
  readonly lens?: string;
  readonly tag?: string;
  readonly gallery?: string;
  readonly rating?: number;
  readonly status?: 'pending' | 'failed';
  /** Days as `2026-05-31`, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly archived?: boolean;
  readonly sort?: 'taken';
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const text = (value: unknown, longest: number): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== ''
    ? String(value).slice(0, longest)
    : undefined;

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** Reads what anybody may have typed into the address; what it does not know is not there. */
export function readFilter(search: Record<string, unknown>): LibraryFilter {
  const rating = Number(search.rating);
  const read: { -readonly [K in keyof LibraryFilter]: LibraryFilter[K] } = {
    q: text(search.q, 200),
    camera: text(search.camera, 200),
    lens: text(search.lens, 200),
    tag: text(search.tag, 64),
    gallery: text(search.gallery, 36),
    rating: Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : undefined,
    status: search.status === 'pending' || search.status === 'failed' ? search.status : undefined,
    from: day(search.from),
    to: day(search.to),
    archived: typeof search.archived === 'boolean' ? search.archived : undefined,
    sort: search.sort === 'taken' ? 'taken' : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** Whether it leaves photos out; the order alone does not. */
export const isNarrowed = (filter: LibraryFilter): boolean => Object.keys(filter).some((key) => key !== 'sort');

/** The question as the service understands it: days become moments of the reader's own days. */
export function asQuery({ from, to, ...rest }: LibraryFilter) {
  return {
    ...rest,
    from: from === undefined ? undefined : new Date(`${from}T00:00:00`).toISOString(),
    to: to === undefined ? undefined : nextDay(to).toISOString(),
  };
}

function nextDay(of: string): Date {
  const date = new Date(`${of}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date;
}
