import { describe, expect, it } from 'vitest';
import { fieldErrors, problemFrom } from './problem';

const document = (more: object) => JSON.stringify({ type: 'urn:vitrine:problem:validation', status: 400, ...more });

describe('problemFrom', () => {
  it('reads slug, words, trace and field errors', () => {
    const problem = problemFrom(
      400,
      null,
      document({ detail: 'Not valid.', trace_id: 'abc', errors: [{ field: 'name', message: 'too long' }] }),
    );
    expect(problem.slug).toBe('validation');
    expect(problem.detail).toBe('Not valid.');
    expect(problem.traceId).toBe('abc');
    expect(fieldErrors(problem, ['name', 'description'])).toEqual({ name: 'too long' });
  });

  it('keeps further facts', () => {
    expect(problemFrom(409, null, document({ photo_id: 'p1' })).facts.photo_id).toBe('p1');
  });

  it.each([
    [502, '<html>Bad gateway</html>', 'unavailable'],
    [500, '', 'internal'],
    [404, '"not an object"', 'not-found'],
    [413, '[]', 'too-large'],
    [418, '{}', 'unprocessable'],
    [401, '{"type":"https://example.org/other"}', 'unauthorized'],
  ])('finds a slug for %i %s', (status, body, slug) => {
    expect(problemFrom(status, null, body).slug).toBe(slug);
  });

  it('ignores field errors that are none', () => {
    expect(problemFrom(400, null, document({ errors: ['x', null, { field: 1 }] })).errors).toEqual([]);
  });

  it('reads Retry-After in seconds only', () => {
    expect(problemFrom(429, '120', '').retryAfterSeconds).toBe(120);
    expect(problemFrom(429, 'Wed, 21 Oct 2026 07:28:00 GMT', '').retryAfterSeconds).toBeUndefined();
  });

  it('tells what is worth another try', () => {
    expect([429, 500, 502, 503, 504].every((status) => problemFrom(status, null, '').isTransient)).toBe(true);
    expect([400, 401, 403, 404, 409, 413, 415, 422, 507].some((s) => problemFrom(s, null, '').isTransient)).toBe(false);
  });
});
