import type { Problem } from '../api/problems';

// The id that a field's control carries, so that a fault's line in the summary can lead to it.
export function controlId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

export function faultsAt(problems: Problem[], name: string): Problem[] {
  return problems.filter((problem) => problem.field === name);
}

// Puts the focus on a field; a fault inside a group leads to the nearest control that the screen has.
export function focusField(name: string): void {
  for (let at = name; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const control = document.getElementById(controlId(at));
    if (!control) continue;
    control.focus();
    control.scrollIntoView({ block: 'center' });
    return;
  }
}
