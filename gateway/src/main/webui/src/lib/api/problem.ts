/** What went wrong, as `application/problem+json` says it; also for a lost network and for answers that are no problem document. */
export class Problem extends Error {
  readonly slug: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly traceId: string | undefined;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;
  /** The whole document: specific problems carry more facts, like the id of a duplicate. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(init: {
    slug: string;
    status: number;
    title?: string;
    detail?: string;
    traceId?: string;
    errors?: readonly FieldError[];
    retryAfterSeconds?: number;
    facts?: Record<string, unknown>;
  }) {
    super(init.detail ?? init.title ?? init.slug);
    this.name = 'Problem';
    this.slug = init.slug;
    this.status = init.status;
    this.detail = init.detail;
    this.traceId = init.traceId;
    this.errors = init.errors ?? [];
    this.retryAfterSeconds = init.retryAfterSeconds;
    this.facts = init.facts ?? {};
  }

  /** Worth trying again by itself: the cause is likely to pass. */
  get isTransient(): boolean {
    return this.slug === 'network' || [429, 500, 502, 503, 504].includes(this.status);
  }
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

const TYPE_PREFIX = 'urn:vitrine:problem:';

const SLUG_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'malformed-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  410: 'gone',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'unprocessable',
  429: 'rate-limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
  507: 'insufficient-storage',
};

export const networkProblem = () => new Problem({ slug: 'network', status: 0 });

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return networkProblem();
  return new Problem({ slug: 'internal', status: 0 });
}

/** Reads a problem out of an answer; never fails, whatever a proxy in between put into the body. */
export function problemFrom(status: number, retryAfter: string | null, body: string): Problem {
  const retryAfterSeconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  const fallback = SLUG_OF_STATUS[status] ?? (status >= 500 ? 'internal' : 'unprocessable');
  let facts: unknown;
  try {
    facts = JSON.parse(body);
  } catch {
    facts = undefined;
  }
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) {
    return new Problem({ slug: fallback, status, retryAfterSeconds });
  }
  const document = facts as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const type = text(document.type);
  return new Problem({
    slug: type?.startsWith(TYPE_PREFIX) ? type.slice(TYPE_PREFIX.length) : fallback,
    status,
    title: text(document.title),
    detail: text(document.detail),
    traceId: text(document.trace_id),
    errors: fieldErrorsOf(document.errors),
    retryAfterSeconds,
    facts: document,
  });
}

function fieldErrorsOf(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { field, message } = entry as Record<string, unknown>;
    return typeof field === 'string' && typeof message === 'string' ? [{ field, message }] : [];
  });
}

/** Field errors for a form, keyed by field; what belongs to no shown field is left to the general message. */
export function fieldErrors(problem: Problem, fields: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { field, message } of problem.errors) {
    if (fields.includes(field) && !(field in found)) found[field] = message;
  }
  return found;
}
