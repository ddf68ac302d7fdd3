import type { components } from './schema';

export type Problem = components['schemas']['Problem'];
export type Changed = components['schemas']['Changed'];

// What a request came back with instead of its answer. `offline`: nobody answered, so whether the act was done is not
// known and the same idempotency key must be kept; `broken`: the server's failure, nothing was done.
export class Fault extends Error {
  constructor(
    readonly kind: 'problems' | 'conflict' | 'not_found' | 'offline' | 'broken',
    readonly problems: Problem[],
    readonly changed: Changed[] = [],
    readonly incident = '',
  ) {
    super(problems.map((problem) => problem.message).join(' ') || kind);
  }
}

// "applicant.full_name" from "/applicant/full_name": the form that field components carry as their name.
export function fieldName(pointer: string): string {
  return pointer.replace(/^\//, '').replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

export function readFault(status: number, body: unknown): Fault {
  const said = (body ?? {}) as Partial<components['schemas']['Problems']>;
  const problems = (said.problems ?? []).map((problem) => ({ ...problem, field: fieldName(problem.field ?? '') }));
  if (problems.some((problem) => problem.code.endsWith('.version_conflict')))
    return new Fault('conflict', problems, said.changed ?? []);
  if (status === 404) return new Fault('not_found', problems);
  if (status < 500 && problems.length > 0) return new Fault('problems', problems);
  return new Fault('broken', problems, [], said.incident ?? '');
}
