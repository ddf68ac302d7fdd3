import { Fault } from '../../api/problems';
import { t } from '../../app/messages.svelte';

// The server wants a date as programs write it; the person here types it as people do.
export function inPlainDates(fault: Fault): Fault {
  const dates = ['http.unreadable_date', 'http.required'];
  const said = fault.problems.map((one) => (dates.includes(one.code) && /(valid_from|valid_to|last_day)$/.test(one.field) ? { ...one, message: t('accounts.date_unread') } : one));
  return new Fault(fault.kind, said, fault.incident);
}
