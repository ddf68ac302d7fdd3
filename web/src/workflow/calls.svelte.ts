import { get } from '../api/client';
import { Fault } from '../api/problems';

let total = $state(0);

// Dossiers about which the clock or a colleague has called and that were not seen yet: the figure at the bell.
export const waiting = () => total;

export async function countCalls(): Promise<void> {
  try {
    total = (await get('/api/calls/count')).total;
  } catch (problem) {
    if (!(problem instanceof Fault)) throw problem; // the old figure stays until a new one comes
  }
}

// Once a minute while somebody looks at the page, and at once when the page is looked at again.
export function watchCalls(): () => void {
  const look = () => { if (document.visibilityState === 'visible') void countCalls(); };
  look();
  const every = setInterval(look, 60_000);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(every);
    document.removeEventListener('visibilitychange', look);
  };
}
