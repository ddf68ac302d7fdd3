// Tells a scanner's typing from a person's. A scanner sends its signs within a few milliseconds of each other and ends
// with Enter; nobody types twelve signs at that pace.
export const slowestScannerGap = 50; // milliseconds between two signs
export const shortestScan = 12; // signs: an ID number alone

export class Scanner {
  private signs = '';
  private last = -Infinity;

  // Takes a key as the browser names it and the time in milliseconds. Gives the whole text when it completes a scan,
  // else null. Shift and the like are passed over; GS and line feeds of the card count as signs of it.
  take(key: string, at: number): string | null {
    const fast = at - this.last <= slowestScannerGap;
    if (key === 'Enter') {
      const text = fast && this.signs.length >= shortestScan ? this.signs : null;
      this.signs = '';
      return text;
    }
    if ([...key].length !== 1) return null;
    this.signs = fast ? this.signs + key : key;
    this.last = at;
    return null;
  }

  // Some scanners send "Ế" as no key at all, only as text in the field: time that passed on it is no pause.
  wrote(at: number): void {
    if (this.signs !== '' && at - this.last <= slowestScannerGap) this.last = at;
  }

  // How many signs came fast in a row: with three or more the typing is a scanner's and belongs to no field.
  running(): number {
    return this.signs.length;
  }
}

type Before = { field: HTMLInputElement | HTMLTextAreaElement; value: string; caret: number };

// Gives a field back what stood in it and returns what the scanner had put in at the caret, with the signs that came
// without a key.
function takeOut({ field, value, caret }: Before): string {
  const kept = value.length - caret;
  const scanned = field.value.slice(caret, field.value.length - kept);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return scanned;
}

// Hears a scanner wherever the focus is. What it typed into a field is taken out again, so that a card read while the
// phone number is being written leaves that number as it was.
export function listenToScanner(onscan: (text: string) => void): () => void {
  const scanner = new Scanner();
  let before: Before | null = null;

  function hear(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const text = scanner.take(event.key, event.timeStamp);
    if (scanner.running() === 1) {
      const field = event.target;
      const typing = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
      before = typing ? { field, value: field.value, caret: field.selectionStart ?? field.value.length } : null;
    }
    if (text === null) return;
    event.preventDefault();
    event.stopPropagation();
    onscan(before ? takeOut(before) : text);
  }
  const wrote = (event: Event) => scanner.wrote(event.timeStamp);
  window.addEventListener('keydown', hear, true);
  window.addEventListener('input', wrote, true);
  return () => {
    window.removeEventListener('keydown', hear, true);
    window.removeEventListener('input', wrote, true);
  };
}
