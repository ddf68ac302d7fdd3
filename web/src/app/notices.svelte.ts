// What the shell says on behalf of any screen: the last thing done, and since when the line is gone.
let toast = $state('');
let offlineSince = $state<number | null>(null);
let clearing: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  toast = text;
  clearTimeout(clearing);
  clearing = setTimeout(() => (toast = ''), 8000);
}

export function said(): string {
  return toast;
}

export function reached(answered: boolean): void {
  if (answered) offlineSince = null;
  else offlineSince ??= Date.now();
}

export function lineLostAt(): number | null {
  return offlineSince;
}
