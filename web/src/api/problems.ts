import type { components } from './schema';

type Document = components['schemas']['ProblemDocument'];
export type Problem = { code: string; field: string; message: string };

// What a request came back with instead of its answer. `offline`: nobody answered, so whether the act was done is not
// known and the same idempotency key must be kept; `broken`: the server's failure, nothing was done.
export class Fault extends Error {
  constructor(
    readonly kind: 'problems' | 'conflict' | 'not_found' | 'offline' | 'broken',
    readonly problems: Problem[],
    readonly incident = '',
  ) {
    super(problems.map((problem) => problem.message).join(' ') || kind);
  }
}

// "applicant.full_name" from "/applicant/full_name": the form that field components carry as their name.
export function fieldName(pointer: string): string {
  return pointer.replace(/^\//, '').replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

// A fault about one thing of a list that was not sent, as a missing paper, names it in its params.
function place({ field, params }: Document['problems'][number]): string {
  const id = (params as { id?: unknown } | undefined)?.id;
  return fieldName(field === '/papers' && typeof id === 'string' ? `${field}/${id}` : field);
}

export function readFault(status: number, body: unknown): Fault {
  const said = (body ?? {}) as Partial<Document>;
  const problems = (said.problems ?? []).map((problem) => ({ code: problem.code, message: problem.message, field: place(problem) }));
  if (problems.some((problem) => problem.code.endsWith('.version_conflict')))
    return new Fault('conflict', problems);
  if (status === 404) return new Fault('not_found', problems);
  if (status < 500 && problems.length > 0) return new Fault('problems', problems);
  return new Fault('broken', problems, said.incident ?? '');
}
