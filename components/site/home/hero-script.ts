/**
 * Brings the hero to life: it reads on by itself for a few rounds while it is in view, until it is first touched;
 * the slider over the sequence and the button work at any time. Nothing moves when the reader asked for less motion.
 * Only `--step` of the plate changes, which moves covers and frames by transforms; the cells stay as they are.
 */
import { fill } from '#site/inline.ts';
import { PACE, readOn, type Place } from './reading.ts';

/** Starts the figure on a plate made by Hero.astro. */
export function readAlong(plate: HTMLElement): void {
  const slider = plate.querySelector('input');
  const button = plate.querySelector('button');
  if (slider === null || button === null) return;
  const letters = [...plate.querySelectorAll<HTMLElement>('.hero-letters span')];
  const guesses = ['two', 'one'].map((id) => [
    ...plate.querySelectorAll<HTMLElement>(`.hero-guesses.${id} span`),
  ]);
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const pace = { ...PACE, steps: letters.length };
  let place: Place = { step: pace.steps - 1, round: 0 };
  let timer = 0;
  let wanted = false;
  let inView = false;

  const symbolName = (text: string): string =>
    text.trim() === '' || text === '␣' ? (plate.dataset['space'] ?? '') : text;

  const valueText = (step: number): string => {
    const symbol = symbolName(letters[step]?.textContent ?? '');
    const values = { t: step + 1, n: pace.steps, symbol };
    const [two, one] = guesses.map((row) => row[step + 1]?.textContent);
    if (two === undefined || one === undefined) return fill(plate.dataset['value'] ?? '', values);
    const next = { two: symbolName(two), one: symbolName(one) };
    return fill(plate.dataset['valueNext'] ?? '', { ...values, ...next });
  };

  const show = (step: number): void => {
    plate.style.setProperty('--step', String(step));
    plate.dataset['side'] = step < pace.steps / 2 ? 'right' : 'left';
    slider.value = String(step);
    slider.setAttribute('aria-valuetext', valueText(step));
    letters.forEach((letter, at) => letter.classList.toggle('later', at > step));
    for (const row of guesses)
      row.forEach((guess, at) => {
        guess.classList.toggle('later', at > step + 1);
        guess.classList.toggle('open', at === step + 1);
      });
  };

  const wait = (): void => {
    clearTimeout(timer);
    if (!wanted || !inView || document.hidden) return;
    const next = readOn(place, pace);
    if (next === undefined) {
      want(false);
      return;
    }
    timer = window.setTimeout(() => {
      place = next.place;
      show(place.step);
      wait();
    }, next.delay);
  };

  const want = (reading: boolean): void => {
    wanted = reading;
    plate.classList.toggle('reading', reading);
    const label = button.querySelector('span');
    if (label !== null) label.textContent = button.dataset[reading ? 'pause' : 'play'] ?? '';
    wait();
  };

  slider.addEventListener('input', () => {
    place = { step: Number(slider.value), round: 0 };
    want(false);
    show(place.step);
  });
  // The first touch stops the reading, even one that changes nothing.
  slider.addEventListener('pointerdown', () => want(false));
  slider.addEventListener('focus', () => want(false));
  button.addEventListener('click', () => {
    if (wanted) {
      want(false);
      return;
    }
    // From the end it starts over at once; elsewhere it goes on from where it stands.
    place = { step: place.step === pace.steps - 1 ? 0 : place.step, round: pace.rounds };
    show(place.step);
    want(true);
  });
  still.addEventListener('change', () => want(false));
  document.addEventListener('visibilitychange', wait);
  new IntersectionObserver(
    ([entry]) => {
      inView = entry?.isIntersecting ?? false;
      wait();
    },
    { threshold: 0.3 },
  ).observe(plate);

  show(place.step);
  plate.classList.add('alive');
  want(!still.matches);
}
