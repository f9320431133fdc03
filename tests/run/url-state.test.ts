import { describe, expect, it } from 'vitest';
import { createRng } from '#math/rng.ts';
import {
  applyState,
  defaultValues,
  fitNumber,
  formatState,
  givenIn,
  linkText,
  parseState,
  readState,
  writeState,
  type Fields,
} from '#run/url-state.ts';

const fields = {
  task: { kind: 'choice', options: ['adding', 'mackey-glass'], default: 'adding' },
  units: { kind: 'number', min: 1, max: 64, step: 1, default: 31 },
  rate: { kind: 'number', min: 0.0001, max: 1, default: 0.01 },
  paired: { kind: 'boolean', default: true },
} as const satisfies Fields;
const defaults = { task: 'adding', units: 31, rate: 0.01, paired: true } as const;

describe('parseState', () => {
  it('reads what is declared', () => {
    expect(parseState('task:mackey-glass;units:18;rate:0.003;paired:no', fields)).toEqual({
      task: 'mackey-glass',
      units: 18,
      rate: 0.003,
      paired: false,
    });
    expect(parseState('rate:3e-3', fields).rate).toBe(0.003);
  });

  it('falls back to the defaults', () => {
    expect(parseState('', fields)).toEqual(defaults);
    expect(defaultValues(fields)).toEqual(defaults);
    expect(parseState('task:counting;units:many;paired:maybe', fields)).toEqual(defaults);
  });

  it('clamps numbers and snaps them to their grid', () => {
    expect(parseState('units:1000', fields).units).toBe(64);
    expect(parseState('units:-3', fields).units).toBe(1);
    expect(parseState('units:17.6', fields).units).toBe(18);
  });

  it('drops what is not declared, inherited names included', () => {
    const text = '__proto__:x;constructor:y;toString:z;secret:1;units:5';
    const values = parseState(text, fields);
    expect(values).toEqual({ ...defaults, units: 5 });
    expect(Object.keys(values)).toEqual(Object.keys(fields));
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('takes the first of two values', () => {
    expect(parseState('units:5;units:6', fields).units).toBe(5);
  });

  it('reads nothing from a text that is too long', () => {
    expect(parseState(`units:5;${'x'.repeat(2048)}`, fields)).toEqual(defaults);
  });
});

describe('formatState', () => {
  it('writes only what differs', () => {
    expect(formatState(defaults, fields)).toBe('');
    expect(formatState({ ...defaults, units: 18, paired: false }, fields)).toBe(
      'units:18;paired:no',
    );
  });

  it('is undone by parseState', () => {
    const rng = createRng(7);
    for (let n = 0; n < 500; n++) {
      const values = {
        task: rng.int(0, 1) === 0 ? ('adding' as const) : ('mackey-glass' as const),
        units: rng.int(1, 64),
        rate: fitNumber(rng.uniform(), fields.rate),
        paired: rng.int(0, 1) === 0,
      };
      expect(parseState(formatState(values, fields), fields)).toEqual(values);
    }
  });
});

describe('the text of a link', () => {
  it('changes what it names, with commas as with semicolons', () => {
    const base = { ...defaults, units: 7 };
    expect(applyState('rate:0.1,paired:no', fields, base)).toEqual({
      ...base,
      rate: 0.1,
      paired: false,
    });
    expect(applyState('units:many', fields, base)).toEqual(base);
    expect(applyState('units:many', fields)).toEqual(defaults);
  });

  it('is read from the start where it is too long', () => {
    expect(applyState(`units:5,${'x'.repeat(1e5)}`, fields).units).toBe(5);
  });

  it('tells what it names', () => {
    const given = givenIn(linkText('units:5,rate:1,units:6,noise'));
    expect([given.has('rate'), given.has('task'), given.get('units')]).toEqual([true, false, '5']);
  });
});

describe('a text that a reader typed', () => {
  const typed = {
    text: {
      kind: 'text',
      escapes: [
        [';', '~s'],
        [':', '~c'],
        [' ', '_'],
      ],
      default: 'none',
    },
  } as const satisfies Fields;

  it('comes back, whatever separates settings', () => {
    const text = formatState({ text: 'a b; c: (d)' }, typed);
    expect(text).toBe('text:a_b~s_c~c_(d)');
    expect(parseState(text, typed).text).toBe('a b; c: (d)');
    expect(writeState('', 'demo', { text: 'a b; (d)' }, typed)).toBe('?demo=text:a_b~s_(d)');
    expect(readState('?demo=text:a_b~s_(d)', 'demo', typed).text).toBe('a b; (d)');
    expect(writeState('?demo=text:x', 'demo', { text: 'none' }, typed)).toBe('');
  });
});

describe('fitNumber', () => {
  const grid = { kind: 'number', min: 0.1, max: 1, step: 0.2, default: 0.5 } as const;

  it('stays on the grid and within the range', () => {
    expect(fitNumber(0.32, grid)).toBe(0.3);
    // 1 is not on the grid 0.1, 0.3, …, 0.9.
    expect(fitNumber(5, grid)).toBe(0.9);
    expect(fitNumber(-5, grid)).toBe(0.1);
  });

  it('takes the default for what is no number', () => {
    expect(fitNumber(NaN, grid)).toBe(0.5);
    expect(fitNumber(Infinity, grid)).toBe(0.5);
  });
});

describe('readState and writeState', () => {
  it('keep one readable parameter a demo and leave the others alone', () => {
    const search = writeState('?q=lstm', 'depth-duel', { ...defaults, units: 18 }, fields);
    expect(search).toBe('?q=lstm&depth-duel=units:18');
    const both = writeState(
      search,
      'other',
      { ...defaults, task: 'mackey-glass', units: 2 },
      fields,
    );
    expect(both).toBe('?q=lstm&depth-duel=units:18&other=task:mackey-glass;units:2');
    expect(readState(both, 'depth-duel', fields)).toEqual({ ...defaults, units: 18 });
    expect(readState(both, 'other', fields).units).toBe(2);
    expect(writeState(both, 'other', defaults, fields)).toBe(search);
    expect(writeState('?depth-duel=units:18', 'depth-duel', defaults, fields)).toBe('');
  });

  it('understand addresses that were percent-encoded on their way', () => {
    expect(readState('?depth-duel=units%3A18%3Bpaired%3Ano', 'depth-duel', fields)).toEqual({
      ...defaults,
      units: 18,
      paired: false,
    });
  });
});

describe('hostile addresses', () => {
  const SEED = 20261124;
  const PIECES = [
    ...'task units rate paired adding NaN Infinity -1 1e999 9e99 0x10 yes __proto__ constructor'.split(
      ' ',
    ),
    ...[
      ':',
      ';',
      '%',
      '%3B',
      '%E0%A4%A',
      '\u0000',
      '\ud800',
      '中文',
      '<script>',
      '&',
      '=',
      '?',
      '#',
      ' ',
    ],
    '9'.repeat(400),
  ];

  it(`never throw and never leave the allowed values (seed ${SEED})`, () => {
    const rng = createRng(SEED);
    for (let n = 0; n < 20_000; n++) {
      const text = Array.from(
        { length: rng.int(0, 12) },
        () => PIECES[rng.int(0, PIECES.length - 1)] ?? '',
      ).join('');
      const search = `?depth-duel=${text}`;
      const values = readState(search, 'depth-duel', fields);
      expect(Object.keys(values)).toEqual(Object.keys(fields));
      expect(fields.task.options).toContain(values.task);
      expect(Number.isInteger(values.units) && values.units >= 1 && values.units <= 64).toBe(true);
      expect(values.rate >= 0.0001 && values.rate <= 1).toBe(true);
      expect(values.paired === true || values.paired === false).toBe(true);
      const written = writeState(search, 'depth-duel', values, fields);
      expect(formatState(values, fields).length).toBeLessThanOrEqual(2048);
      expect(readState(written, 'depth-duel', fields)).toEqual(values);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
