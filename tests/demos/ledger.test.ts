/** A claim's run: which seeds it takes, and that its recorded figure is the data file. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { claimCsv } from '#components/ledger/save.ts';
import {
  overlaps,
  OWN_SEEDS_FROM,
  readersPlan,
  readSeed,
  RUNS,
} from '#components/ledger/claim-run.ts';
import { claimRecord, type ClaimRecord } from '#components/ledger/recorded.ts';
import { RECORDED_FILES, recordFor } from '#components/demos/depth-duel/recorded-files.ts';
import { isRun } from '#components/demos/depth-duel/recorded.ts';
import Static from '#components/ledger/Static.svelte';
import { STRINGS } from '#components/ledger/strings.ts';

const record = (): ClaimRecord => {
  const task = recordFor('adding');
  const found = task && claimRecord('', task);
  if (found === undefined) throw new Error('nothing is recorded for the default duel');
  return found;
};

describe('seeds', () => {
  test('a whole number is read, with or without separators', () => {
    expect(readSeed(' 1,001 ')).toBe(1001);
    expect(readSeed('0')).toBe(0);
    expect(readSeed('999999999')).toBe(999_999_999);
  });
  test.each(['', '-1', '1.5', 'seed', '1e3', '1000000000', '9'.repeat(400)])('not %s', (text) => {
    expect(readSeed(text)).toBeUndefined();
  });
  test('the reader’s are not the recorded ones, unless they choose so', () => {
    const { plan } = record();
    expect(overlaps(plan, OWN_SEEDS_FROM, RUNS.max)).toBe(false);
    expect(overlaps(plan, plan.seeds.at(-1) ?? 0, 1)).toBe(true);
  });
  test('are all that a reader’s plan changes', () => {
    const { plan } = record();
    expect(readersPlan(plan, 7, 3)).toEqual({ ...plan, seeds: [7, 8, 9] });
  });
});

describe('the record', () => {
  test('is what the data files hold, at the rate with which each arm was recorded', () => {
    const { plan, scores } = record();
    expect(plan.seeds.length).toBeGreaterThanOrEqual(20);
    for (const { id, learningRate } of plan.arms) {
      const files = RECORDED_FILES.filter(isRun)
        .filter(({ config }) => config.task === 'adding' && config.arm === id)
        .filter(({ config }) => config.learningRate === learningRate);
      for (const seed of plan.seeds) {
        const file = files.find(({ config }) => config.seed === seed);
        const score = scores.find((one) => one.arm === id && one.seed === seed)?.score;
        const final = file?.result.final ?? null;
        if (final === null) expect(score).toBeNull();
        else expect(score).toBe(Number(final.toPrecision(5)));
      }
    }
  });

  test('is absent for settings that nobody has recorded, and for another task', () => {
    const task = recordFor('adding');
    if (task === undefined) throw new Error('nothing is recorded');
    for (const preset of ['units:30', 'steps:200', 'task:digits'])
      expect(claimRecord(preset, task)).toBeUndefined();
  });

  test.each(['en', 'zh-cn'] as const)('is drawn without JavaScript, in %s', (locale) => {
    const found = record();
    const payload = { claim: 'x', title: 'T', record: found, baseline: 'b: 0.17' };
    const { body } = render(Static, {
      props: { payload, strings: STRINGS[locale], controls: CONTROL_STRINGS[locale] },
    });
    const hollow = [...body.matchAll(/<g class="hollow">([\s\S]*?)<\/g>/g)].map(([all]) => all);
    // Every arm is drawn twice, for a wide and for a narrow place.
    expect(hollow).toHaveLength(2 * found.plan.arms.length);
    for (const marks of hollow)
      expect(marks.match(/class="(dot|cross) /g)).toHaveLength(found.plan.seeds.length);
    expect(body).toContain(found.date);
  });

  test('can be saved as numbers', () => {
    const found = record();
    const lines = claimCsv(found, [{ arm: found.plan.arms[0]?.id ?? '', seed: 1001, score: null }])
      .trim()
      .split('\n');
    expect(lines[0]).toBe('source,task,arm,layers,units,seed,score');
    expect(lines).toHaveLength(2 + found.scores.length);
    expect(lines.at(-1)).toMatch(/^live,adding,\w+,1,31,1001,$/);
  });
});
