/** The reader's path through the poem writer: write, look, an acrostic, bad input, learn and undo. */
import { readFileSync } from 'node:fs';
import { expect, test } from './site.ts';

const PAGE = '/zh-cn/applications/poem-writing/';
const recorded = JSON.parse(
  readFileSync('content/recorded/poem/quatrains/sample.json', 'utf8'),
) as { steps: { symbol: string; p: number }[]; copy: { text: string } };
const lines = recorded.steps
  .map(({ symbol }) => symbol)
  .join('')
  .trimEnd()
  .split('\n');

test('nothing is fetched before “write”; then the page writes what the recorded run wrote', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (/\/(models|data)\//.test(request.url())) fetched.push(request.url());
  });
  await page.goto(PAGE);
  const demo = page.locator('#poem');
  await demo.scrollIntoViewIfNeeded();
  await demo.locator('[data-ready]').waitFor();
  expect(fetched).toEqual([]);
  await expect(demo.locator('.lines')).toContainText(lines[0]!.slice(0, 1));
  await demo.getByRole('button', { name: '写诗' }).click();
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'live');
  await expect(demo.locator('.copied-run')).toContainText(`“${recorded.copy.text}”`);
  await expect(demo.locator('.poem > .vh').first()).toHaveText(
    lines.map((line, k) => line + '，。'[k % 2]).join(' '),
  );
  const slider = demo.locator('#poem-step');
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', `第 1 步，共 24 步，“${lines[0]![0]}”`);
  const percent = 100 * recorded.steps[0]!.p;
  const shown = percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent);
  await expect(demo.locator('.drawn')).toContainText(`${shown}%`);
});

test('an acrostic from the address; what cannot be read is named; lines are learned and forgotten', async ({
  page,
}) => {
  await page.goto(`${PAGE}?poem=mode:acrostic;text:山水有声`);
  const demo = page.locator('#poem');
  await demo.scrollIntoViewIfNeeded();
  const field = demo.getByRole('textbox', { name: /藏头/ });
  await expect(field).toHaveValue('山水有声');
  await field.press('Enter');
  const stage = demo.locator('.stage[data-source="live"][data-state="idle"]');
  await expect(stage).toBeVisible();
  const written = (await demo.locator('.poem > .vh').first().textContent()) ?? '';
  expect(written.split(/[，。]\s*/).map(([first]) => first ?? '')).toEqual([...'山水有声', '']);
  await field.fill('山🐳');
  await field.press('Enter');
  await expect(demo.getByRole('alert')).toContainText('模型不认识“🐳”');
  await field.fill('');
  await field.press('Enter');
  await expect(demo.getByRole('alert')).toContainText('还空着');
  await demo.getByText('用你的诗句微调').click();
  const lesson = demo.locator('#poem-lesson');
  await lesson.fill('明月出');
  await demo.getByRole('button', { name: '学这些诗句' }).click();
  await expect(demo.getByRole('alert')).toContainText('“明月出”有 3 个');
  await lesson.fill('明月出天山，苍茫云海间。');
  await demo.getByRole('button', { name: '学这些诗句' }).click();
  await expect(demo.locator('.outcome')).toContainText('更新 40/40 次');
  await demo.getByRole('button', { name: '撤销' }).click();
  await expect(demo.locator('.outcome')).toContainText('发布时的模型');
});
