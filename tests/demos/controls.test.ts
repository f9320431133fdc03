import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ANNOUNCE_EVERY, Announcer } from '#components/controls/announcer.svelte.ts';
import { fromSlider, LOG_STEPS, parseNumber, toSlider } from '#components/controls/number-field.ts';
import { playKey } from '#components/controls/play.ts';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';

const rate = { min: 1e-4, max: 0.1, whole: false, log: true };
const units = { min: 2, max: 128, whole: true, log: false };

describe('number fields', () => {
  test.each([
    ['0.01', 0.01],
    [' 1e-2 ', 0.01],
    ['.05', 0.05],
    ['０．０１', 0.01],
  ])('%s is read', (typed, value) => {
    expect(parseNumber(typed, rate)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'not-a-number'],
    ['abc', 'not-a-number'],
    ['0.01x', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['1e999', 'not-a-number'],
    ['0', 'out-of-range'],
    ['−5', 'out-of-range'],
    ['1', 'out-of-range'],
  ])('“%s” is refused', (typed, reason) => {
    expect(parseNumber(typed, rate)).toEqual({ ok: false, reason });
  });

  test('whole numbers only where only those have a meaning', () => {
    expect(parseNumber('31.5', units)).toEqual({ ok: false, reason: 'not-whole' });
    expect(parseNumber('31', units)).toEqual({ ok: true, value: 31 });
  });

  test('the message names the value and the range in the language of the page', () => {
    expect(
      CONTROL_STRINGS.en.badNumber['out-of-range']('Learning rate', '5', '0.0001', '0.1'),
    ).toBe('Learning rate must be from 0.0001 to 0.1; 5 is outside.');
    for (const strings of Object.values(CONTROL_STRINGS))
      for (const say of Object.values(strings.badNumber))
        for (const part of ['LABEL', 'TYPED', 'LOW', 'HIGH'])
          expect(say('LABEL', 'TYPED', 'LOW', 'HIGH')).toContain(part);
  });
});

describe('sliders', () => {
  test('a log slider has its decades at equal distances and reaches both ends', () => {
    expect(toSlider(0.01, rate)).toBe(67);
    expect(toSlider(0.001, rate)).toBe(33);
    expect([fromSlider(0, rate), fromSlider(LOG_STEPS, rate)]).toEqual([1e-4, 0.1]);
    for (let place = 0; place <= LOG_STEPS; place++) {
      const value = fromSlider(place, rate);
      expect(Math.abs(toSlider(value, rate) - place)).toBeLessThanOrEqual(1);
    }
  });

  test('a log slider of whole numbers gives whole numbers in range', () => {
    const steps = { min: 10, max: 5000, whole: true, log: true };
    for (let place = 0; place <= LOG_STEPS; place++)
      expect(parseNumber(String(fromSlider(place, steps)), steps).ok).toBe(true);
  });

  test('a linear slider is its value', () => {
    expect([toSlider(31, units), fromSlider(31, units)]).toEqual([31, 31]);
  });
});

describe('announcements', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('the first is said at once, later ones every five seconds, the newest of those that waited', () => {
    const announcer = new Announcer();
    announcer.say('started');
    expect(announcer.text).toBe('started');
    announcer.say('one');
    announcer.say('two');
    vi.advanceTimersByTime(ANNOUNCE_EVERY - 1);
    expect(announcer.text).toBe('started');
    vi.advanceTimersByTime(1);
    expect(announcer.text).toBe('two');
    vi.advanceTimersByTime(ANNOUNCE_EVERY);
    announcer.say('three');
    expect(announcer.text).toBe('three');
  });

  test('nothing is said after the demo has gone', () => {
    const announcer = new Announcer();
    announcer.say('started');
    announcer.say('late');
    announcer.dispose();
    vi.advanceTimersByTime(10 * ANNOUNCE_EVERY);
    expect(announcer.text).toBe('started');
  });
});

describe('keys', () => {
  /** A key press on an element of which only the given selector's part is known. */
  const press = (key: string, on = 'button', more: Partial<KeyboardEvent> = {}) =>
    playKey({
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      repeat: false,
      defaultPrevented: false,
      target: {
        isContentEditable: on === 'editable',
        matches: (selector: string) => on !== 'button' && selector.includes(on),
      },
      ...more,
    } as unknown as KeyboardEvent);

  test('R, S and 0 run, step and reset, in either case', () => {
    expect(['r', 'R', 's', '0', 'x'].map((key) => press(key))).toEqual([
      'toggle',
      'toggle',
      'step',
      'reset',
      undefined,
    ]);
  });

  test('not while typing, choosing, holding a modifier or holding the key down', () => {
    for (const on of ['select', 'textarea', 'input', 'editable'])
      expect(press('r', on)).toBeUndefined();
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])
      expect(press('r', 'button', more)).toBeUndefined();
  });
});
