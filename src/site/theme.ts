/**
 * The theme: `<html data-theme="auto|light|dark">` is the reader's choice, `data-theme-now="light|dark"` what it comes
 * to. The choice is kept in localStorage under `theme`; where storage is denied it lasts as long as the page.
 */

/** What a reader can choose, in the order of the switch. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Is this string a choice of theme? */
export const isTheme = (value: unknown): value is Theme =>
  (THEMES as readonly unknown[]).includes(value);

/** The choice after this one. */
export const nextTheme = (theme: Theme): Theme =>
  THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';

/** The page's ground in both themes, for `<meta name="theme-color">`; the same as `--paper` in tokens.css. */
export const PAPER = { light: '#faf7f0', dark: '#15191b' } as const;

/**
 * Runs in `<head>` before anything is painted, so it is inlined as it stands and its hash goes into the CSP.
 * Sets the theme, and `data-js`, by which CSS knows that controls which need a script may be shown.
 */
export const THEME_SCRIPT = `(()=>{const r=document.documentElement;let t='auto';try{t=localStorage.getItem('theme')}catch{}
if(t!=='light'&&t!=='dark')t='auto';
const n=t!=='auto'?t:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';
r.dataset.theme=t;r.dataset.themeNow=n;r.dataset.js='';
if(t!=='auto')for(const m of document.querySelectorAll('meta[name=theme-color]'))m.content=n==='dark'?'${PAPER.dark}':'${PAPER.light}'})()`;
