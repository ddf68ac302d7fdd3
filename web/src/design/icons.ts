// Our own signs on a 24 grid, drawn with a round line of 2. `fill` parts are filled with the colour of the words,
// `inner` lines lie on such a part in the colour behind it.
type Drawing = { line?: string; fill?: string; inner?: string; dashed?: string };

const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const icons = {
  alert: { fill: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z', inner: 'M12 7.5v5.4M12 16.4v.1' },
  alert_line: { line: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.4M12 16.4v.1' },
  clock: { line: `${circle(12, 12, 8.5)}M12 7v5.2l3.4 2.2` },
  run: { line: circle(12, 12, 8.5), fill: 'M10 8.4v7.2l5.4-3.6z' },
  give: { line: `M3 12h10M9.6 8.4 13.2 12l-3.6 3.6${circle(18, 8, 2.4)}M14.4 18.6a3.7 3.7 0 0 1 7.2 0` },
  pause: { dashed: 'M4 4h16v16H4z', line: 'M9.8 8.6v6.8M14.2 8.6v6.8' },
  done: { fill: circle(12, 12, 9), inner: 'M7.6 12.4l3.1 3.1 5.8-6.5' },
  cross: { line: 'M6 6l12 12M18 6 6 18' },
  check: { line: 'M4.5 12.5 10 18 20 6.5' },
  search: { line: `${circle(10.5, 10.5, 6.5)}M15.5 15.5 21 21` },
  user: { line: `${circle(12, 8, 4)}M4.5 20.5a7.5 7.5 0 0 1 15 0` },
  users: { line: `${circle(9, 8.5, 3.5)}M2.5 20a6.5 6.5 0 0 1 13 0M16 5.2a3.5 3.5 0 0 1 0 6.6M18 14.5a6.5 6.5 0 0 1 3.5 5.5` },
  down: { line: 'M5.5 9 12 15.5 18.5 9' },
  up: { line: 'M12 20V5M6 10.5 12 4.5l6 6' },
  right: { line: 'M5 12h13M13 6.5 18.5 12 13 17.5' },
  print: { line: 'M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z' },
  scan: { line: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M3 12h18' },
  card: { line: `M4.5 5h15a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z${circle(8.3, 10.5, 2)}M5 16a3.4 3.4 0 0 1 6.6 0M14.5 10H18M14.5 14H18` },
  calendar: { line: 'M4 5.5h16v15H4zM4 10.5h16M8.5 3v4M15.5 3v4' },
  info: { line: `${circle(12, 12, 8.5)}M12 11v5.4M12 7.6v.1` },
  lock: { line: 'M5 10.5h14v10H5zM8 10.5v-3a4 4 0 0 1 8 0v3' },
  undo: { line: 'M9 5 4 10l5 5M4 10h10.5a5.5 5.5 0 0 1 0 11H11' },
  sign: { line: 'M3.5 17c3-6 5-9.500 6.500-9.500 2 0-1.500 9 .5 9 1.500 0 2-3 3.500-3 1 0 .8 2 2 2h4.500M3.500 21h17' },
  file: { line: 'M6 3h8l4.5 4.5V21H6zM13.5 3.5V8h4.5' },
  hand: { line: 'M3 16h3l3-2h4a1.600 1.600 0 0 1 0 3.200h-3M13 17l5.500-2.600a1.700 1.700 0 0 1 1.500 3L13 21H3M12 9.500V3M9 6l3-3 3 3' },
  offline: { line: 'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.400M2 9a15 15 0 0 1 4.500-2.800M10.500 5a15 15 0 0 1 11.500 4M14.500 10.200a10 10 0 0 1 4.500 2.300M8.500 16a5 5 0 0 1 6-.6M12 19.500v.1' },
  bell: { line: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 21h4' },
  plus: { line: 'M12 5v14M5 12h14' },
} satisfies Record<string, Drawing>;

export type IconName = keyof typeof icons;
export const drawings: Record<IconName, Drawing> = icons;
