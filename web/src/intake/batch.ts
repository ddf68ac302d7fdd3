import type { components } from '../api/schema';
import { uuid7 } from '../api/uuid';
import { digits } from '../identity/numbers';
import { filing, type Draft, type Procedure } from './draft';

// One of several dossiers of the same kind that a person hands in at once, as typed.
export type Item = { id: string; content: string; copies: string; fee: string };
export type Batch = components['schemas']['Batch'];

export const blankItem = (): Item => ({ id: uuid7(), content: '', copies: '1', fee: '' });
export const isBlank = (item: Item): boolean => item.content.trim() === '' && item.fee.trim() === '';

// The paper that is counted for each: the first that is handed in and kept (the copies to be certified).
export function countedPaper(procedure: Procedure | null): string | null {
  return procedure?.papers.find((paper) => !paper.shown_only)?.id ?? null;
}

// What is sent: what all have in common, and each line that says something.
export function batchOf(draft: Draft, procedure: Procedure | null, unit: string, items: Item[]): Batch {
  const { id: _, content: __, ...common } = filing(draft, procedure, unit);
  const paper = countedPaper(procedure);
  return {
    filing: { ...common, papers: common.papers.filter((one) => one.paper !== paper) },
    items: items.filter((item) => !isBlank(item)).map(({ id, content, copies, fee }) => ({
      id,
      content: content.trim(),
      papers: [...common.papers.filter((one) => one.paper !== paper), ...(paper && Number(digits(copies)) > 0 ? [counted(procedure!, paper, Number(digits(copies)))] : [])],
      ...(digits(fee) ? { fee_dong: Number(digits(fee)) } : {}),
    })),
  };
}

// Counted as the kind that the procedure asks for.
function counted(procedure: Procedure, id: string, count: number): components['schemas']['PaperCount'] {
  const asked = procedure.papers.find((paper) => paper.id === id)!;
  const kind = asked.originals > 0 ? 'originals' : asked.certified_copies > 0 ? 'certified_copies' : 'photocopies';
  return { paper: id, originals: 0, certified_copies: 0, photocopies: 0, [kind]: Math.min(999, count) };
}

// Where a fault of the answer stands among the lines that were sent: "items.2.content" is the third of them.
export function faultsOf(problems: { field: string; message: string; code: string }[], place: number): typeof problems {
  return problems.filter((one) => one.field.startsWith(`items.${place}.`));
}

// What all have in common carries the names of the ordinary screen's fields.
export function commonField(field: string): string {
  return field.replace(/^filing\./, '');
}
