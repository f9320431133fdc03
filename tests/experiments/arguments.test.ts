import { describe, expect, test } from 'vitest';
import { BadArgument, parseArguments } from '../../src/experiments/arguments.ts';

const KNOWN = ['depth-duel', 'depth-sweep'];
const parse = (...argv: string[]) => parseArguments(argv, KNOWN, 2);

describe('a command line', () => {
  test('without words means everything, on every core', () => {
    expect(parse()).toEqual({
      names: [],
      only: [],
      shard: { index: 1, count: 1 },
      threads: 2,
      list: false,
    });
  });

  test('takes options with a space or an equals sign, in any order', () => {
    const wanted = {
      names: ['depth-sweep', 'depth-duel'],
      only: ['adding/A', 'copy'],
      shard: { index: 2, count: 4 },
      threads: 3,
      check: 20,
    };
    expect(
      parse(
        ...['depth-sweep', '--shard', '2/4', '--only', 'adding/A', '--threads=3', 'depth-duel'],
        ...['--check=20', '--only=copy'],
      ),
    ).toMatchObject(wanted);
  });
});

describe('a hostile command line is answered with the option, its range and what was given', () => {
  test.each([
    [['depth-dule'], 'experiment must be one of depth-duel, depth-sweep, got "depth-dule"'],
    [['__proto__'], 'experiment must be one of depth-duel, depth-sweep, got "__proto__"'],
    [['--shard'], '--shard must be i/n with 1 ≤ i ≤ n ≤ 1000, got nothing'],
    [['--shard', '0/4'], '--shard must be i/n with 1 ≤ i ≤ n ≤ 1000, got "0/4"'],
    [['--shard', '5/4'], '--shard must be i/n with 1 ≤ i ≤ n ≤ 1000, got "5/4"'],
    [['--shard', '1/1001'], '--shard must be i/n with 1 ≤ i ≤ n ≤ 1000, got "1/1001"'],
    [['--shard', '1/2/3'], '--shard must be i/n with 1 ≤ i ≤ n ≤ 1000, got "1/2/3"'],
    [['--shard', '١/٢'], '--shard must be i/n with 1 ≤ i ≤ n ≤ 1000, got "١/٢"'],
    [['--threads', '0'], '--threads must be a whole number 1…64, got "0"'],
    [['--threads', '1.5'], '--threads must be a whole number 1…64, got "1.5"'],
    [['--threads', '-1'], '--threads must be a whole number 1…64, got "-1"'],
    [['--threads', '1e9'], '--threads must be a whole number 1…64, got "1e9"'],
    [['--threads='], '--threads must be a whole number 1…64, got nothing'],
    [['--check', 'all'], '--check must be a whole number 1…100000, got "all"'],
    [['--check', '9'.repeat(40)], '--check must be a whole number 1…100000'],
    [['--only', '/etc'], '--only must be the beginning of a path, as adding/A, got "/etc"'],
    [['--only', 'a\nb'], '--only must be the beginning of a path, as adding/A, got "a\\nb"'],
    [['--force'], 'option must be one of --only, --shard, --threads, --list, --check, got'],
    [['--list', '--check', '1'], '--list and --check exclude each other'],
  ])('%j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(BadArgument);
    expect(() => parse(...argv)).toThrow(message);
  });

  test('a long word is cut', () => {
    expect(() => parse('x'.repeat(10_000))).toThrow(/got "x{60}…"$/);
  });
});
