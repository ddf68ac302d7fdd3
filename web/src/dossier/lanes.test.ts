import { describe, expect, it } from 'vitest';
import { labelled, lanes, span } from './lanes';

const tenure = (name: string, minutes: number, more: object = {}) => ({
  from: '2026-11-18T09:00:00+07:00',
  until: '2026-11-18T10:00:00+07:00',
  kind: 'officer',
  name,
  step: 'Giải quyết',
  clock_runs: true,
  open: false,
  working_minutes: minutes,
  ...more,
});
const life = {
  tenures: [
    tenure('Chưa ai nhận', 60, { kind: 'nobody', step: 'Phân công' }),
    tenure('Lò Thị Hạnh', 120),
    tenure('Người nộp', 90, { kind: 'applicant', clock_runs: false }),
    tenure('Lò Thị Hạnh', 30, { open: true }),
  ],
  age_minutes: 300,
  due_minute: 960,
  first_due_minute: null,
  days: Array.from({ length: 30 }, (_, i) => ({ date: '2026-11-18', minute: i * 480, off: i % 5 === 4 })),
};

describe('lanes', () => {
  it('gives each holder a lane and adds up to the age', () => {
    const all = lanes(life);
    expect(all.map((lane) => [lane.name, lane.minutes])).toEqual([['Chưa ai nhận', 60], ['Lò Thị Hạnh', 150], ['Người nộp', 90]]);
    expect(all.reduce((sum, lane) => sum + lane.minutes, 0)).toBe(life.age_minutes);
    expect(all[1]?.bars.map((bar) => [bar.from, bar.look])).toEqual([[60, 'officer'], [270, 'now']]);
    expect(all[2]?.bars[0]?.look).toBe('waits');
    expect(all[0]?.bars[0]?.look).toBe('nobody');
  });

  it('reaches to the due date and labels no more days than fit', () => {
    expect(span(life)).toBeGreaterThan(960);
    const days = labelled(life, 30 * 480, 8);
    expect(days.length).toBeLessThanOrEqual(8);
    days.slice(1).forEach((day, i) => expect(day.minute - (days[i]?.minute ?? 0)).toBeGreaterThanOrEqual((30 * 480) / 8));
  });

  it('lets a short first day give way to the second', () => {
    const days = [0, 60, 540, 1020].map((minute) => ({ date: '2026-11-18', minute, off: false }));
    expect(labelled({ ...life, days }, 1200, 9).map((day) => day.minute)).toEqual([60, 540, 1020]);
  });
});
