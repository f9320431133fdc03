/** Path data of the interface's icons, drawn in a 16 × 16 box with a 1.5 stroke; `fill` ones are filled. */
export const ICONS = {
  run: 'M4.5 2.6v10.8l9-5.4z',
  pause: 'M4.6 3v10M11.4 3v10',
  step: 'M4 3.5v9l6.5-4.5zM12.5 3.5v9',
  stop: 'M4 4h8v8H4z',
  reset: 'M3.2 8a4.9 4.9 0 1 0 1.6-3.6M3 2.4v3h3',
  link: 'M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
  save: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.2h10',
  more: 'M2.5 5h7M13 5h.5M2.5 11H4M7.5 11h6M12.8 5a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 1 1 3.2 0M7.4 11a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 1 1 3.2 0',
  minus: 'M3.5 8h9',
  plus: 'M3.5 8h9M8 3.5v9',
  done: 'M3 8.6l3.2 3.2L13 4.6',
  warning: 'M8 2.4 14.4 13.4H1.6zM8 6.4v3.4M8 11.6v.3',
} as const;

export type IconName = keyof typeof ICONS;
