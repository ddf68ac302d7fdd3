export function digits(typed: string): string {
  return typed.replace(/[^\d+]/g, '');
}

// "0912 000 128": as people read a number aloud. Left as typed when it is no ten-digit number.
export function phoneShown(typed: string): string {
  const number = digits(typed);
  return /^0\d{9}$/.test(number) ? `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}` : typed.trim();
}

// "011 088 000 126"
export function idNumberShown(typed: string): string {
  const number = digits(typed);
  return /^\d{12}$/.test(number) ? number.replace(/(\d{3})(?=\d)/g, '$1 ') : typed.trim();
}
