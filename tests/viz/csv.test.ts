import { expect, test } from 'vitest';
import { curvesToCsv } from '#viz/csv.ts';

test('one line for each measurement, quoted where needed', () => {
  const csv = curvesToCsv(
    [
      { arm: 'one', seed: 1, points: [{ step: 0, score: 0.5 }] },
      {
        arm: 'two',
        seed: 1,
        points: [
          { step: 0, score: 0.25 },
          { step: 10, score: 3 },
        ],
        diverged: true,
      },
    ],
    { one: { units: 31, note: 'a,b' }, two: { units: 18, note: 'say "x"' } },
  );
  expect(csv.split('\r\n')).toEqual([
    'arm,units,note,seed,step,score,note',
    'one,31,"a,b",1,0,0.5,',
    'two,18,"say ""x""",1,0,0.25,',
    'two,18,"say ""x""",1,10,3,diverged',
    '',
  ]);
});
