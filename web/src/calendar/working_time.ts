import { t } from '../app/messages.svelte';

// A working day has 8 working hours (handbook section 5), so 480 working minutes.
export const minutesPerWorkingDay = 480;

// Working minutes as officers say them: under an hour in minutes, under a working day in hours and minutes, else in
// days and hours. Fractions of a minute and, past a day, of an hour are dropped.
export function workingTime(minutes: number): string {
  const whole = Math.floor(Math.abs(minutes));
  if (whole < 1) return t('time.under_minute');
  if (whole < 60) return t('time.minutes', { minutes: whole });
  if (whole < minutesPerWorkingDay) return hoursAndMinutes(whole);
  const days = Math.floor(whole / minutesPerWorkingDay);
  const hours = Math.floor((whole % minutesPerWorkingDay) / 60);
  return hours === 0 ? t('time.days', { days }) : t('time.days_hours', { days, hours });
}

// Where times are added up: nothing is dropped, so that the sum is seen to be right.
export function workingHours(minutes: number): string {
  const whole = Math.floor(Math.abs(minutes));
  return whole < 60 ? t('time.minutes', { minutes: whole }) : hoursAndMinutes(whole);
}

function hoursAndMinutes(whole: number): string {
  const hours = Math.floor(whole / 60);
  const minutes = whole % 60;
  if (minutes === 0) return t('time.hours', { hours });
  return t('time.hours_minutes', { hours, minutes: String(minutes).padStart(2, '0') });
}
