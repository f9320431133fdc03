/** The rule of the depth guide: what it promises, over all cases. */
import { describe, expect, test } from 'vitest';
import { queryWith, readCase } from '#components/demos/depth-guide/address.ts';
import {
  ADVICE,
  type Case,
  DATA,
  DEFAULTS,
  DEMO_ID,
  LATENCY,
  recommend,
  SYMPTOMS,
  TASKS,
} from '#components/demos/depth-guide/demo.ts';
import { STRINGS } from '#components/demos/depth-guide/strings.ts';

const CASES: Case[] = TASKS.flatMap((task) =>
  DATA.flatMap((data) =>
    LATENCY.flatMap((latency) => SYMPTOMS.map((symptom) => ({ task, data, latency, symptom }))),
  ),
);

describe('the rule', () => {
  test('starts with one layer, two only for large translation and speech', () => {
    for (const each of CASES.filter(({ symptom }) => symptom === 'nothing')) {
      const rich = each.task === 'map' && each.data === 'large';
      expect(recommend(each).layers, JSON.stringify(each)).toBe(rich ? 2 : 1);
      expect(recommend(each).advice[0]).toBe('baseline');
    }
  });

  test('adds layers against underfitting only', () => {
    for (const each of CASES) {
      const before = recommend({ ...each, symptom: 'nothing' }).layers;
      const { layers } = recommend(each);
      if (each.symptom === 'underfits') expect(layers).toBeGreaterThan(1);
      else expect(layers).toBeLessThanOrEqual(before);
    }
  });

  test('answers short memory by the forget bias', () => {
    for (const each of CASES.filter(({ symptom }) => symptom === 'forgets'))
      expect(recommend(each).advice).toContain('forget-bias');
  });

  test('never reads backward what is to be predicted, nor what must be answered at once', () => {
    for (const each of CASES)
      if (each.task === 'next' || each.latency === 'strict')
        expect(recommend(each).bothWays).toBe(false);
  });

  test('four layers come with residual connections, several with a fair comparison', () => {
    for (const each of CASES) {
      const { layers, advice } = recommend(each);
      expect(advice.includes('residual')).toBe(layers === 4);
      expect(advice.includes('compare')).toBe(layers > 1);
      expect(advice).toEqual(ADVICE.filter((id) => advice.includes(id)));
    }
  });
});

test('the address keeps every case', () => {
  for (const each of CASES) {
    const text = new URLSearchParams(queryWith('', each)).get(DEMO_ID) ?? '';
    expect(readCase(text, DEFAULTS)).toEqual(each);
  }
  expect(readCase('task:nonsense;data:<b>;symptom:forgets', DEFAULTS)).toEqual({
    ...DEFAULTS,
    symptom: 'forgets',
  });
});

test('both languages lead to the same articles', () => {
  const pages = Object.values(STRINGS).map(({ reading }) =>
    Object.entries(reading).map(([id, { page }]) => `${id} ${page}`),
  );
  expect(pages[0]).toEqual(pages[1]);
});
