/** The reader's path through the layer probe: type, scrub, search, and be told what cannot be read. */
import { readFileSync } from 'node:fs';
import { createLook } from '#components/demos/layer-probe/look.ts';
import type { Manifest } from '#components/demos/layer-probe/model-file.ts';
import { parametersFrom } from '#formats/published.ts';
import { readSafetensors } from '#formats/safetensors.ts';
import type { Locator } from '@playwright/test';
import { expect, test } from './site.ts';

const PAGE = '/depth/time-scales/';
const FOLDER = 'public/models/dyck-2-2x24';

/** What the float64 reference says, computed here. */
const lookAt = (text: string, feature: 'depth' | 'kind') => {
  const manifest = JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')) as Manifest;
  const file = new Uint8Array(readFileSync(`${FOLDER}/weights.safetensors`));
  const look = createLook('dyck-2', manifest, parametersFrom(manifest.spec, file));
  return look({ text, feature, value: 'h' });
};
/** The reader's pointer is over the demo: it fetches the weights. */
async function comeNear(demo: Locator): Promise<void> {
  await demo.scrollIntoViewIfNeeded();
  await expect(demo.locator('.demo')).toHaveAttribute('data-ready');
  await demo.hover();
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'live');
}
const written = (r: number): string => r.toFixed(2).replace('-', '−');

test('no weights are fetched before the reader comes near; then it is live', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/models/')) fetched.push(request.url());
  });
  await page.goto(PAGE);
  const demo = page.locator('#layer-probe');
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'recorded');
  await demo.scrollIntoViewIfNeeded();
  await expect(demo.locator('.demo')).toHaveAttribute('data-ready');
  expect(fetched).toEqual([]);
  await comeNear(demo);
  expect(fetched).toHaveLength(2);
});

test('what is typed is read, scrubbed by keyboard, and searched as the reference does', async ({
  page,
}) => {
  await page.goto(PAGE);
  const demo = page.locator('#layer-probe');
  await comeNear(demo);
  await demo.getByRole('textbox').fill('([[]()])[()]');
  const slider = demo.getByRole('slider');
  await expect(slider).toHaveAttribute('aria-valuetext', 'step 12 of 12, “]”');
  await slider.press('Home');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', 'step 2 of 12, “[”');
  await expect(demo.locator('.truth')).toHaveText('Correct: “]”');
  await demo.getByRole('combobox').selectOption('kind');
  const [best] = lookAt('([[]()])[()]', 'kind').ranking;
  const first = demo.locator('.search tbody tr').first();
  await expect(first.getByRole('button')).toHaveText(best?.unit ?? '');
  await expect(first.locator('td').first()).toHaveText(written(best?.r ?? NaN));
  await demo.locator('.search tbody button').nth(2).press('Enter');
  await expect(demo.locator('.search tbody button').nth(2)).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/text:/);
});

test('an address brings the sequence back; one that closes wrongly is read, and said to be none', async ({
  page,
}) => {
  await page.goto(`${PAGE}?layer-probe=feature:kind;text:([[]()])[()]`);
  const demo = page.locator('#layer-probe');
  await demo.scrollIntoViewIfNeeded();
  const field = demo.getByRole('textbox');
  await expect(field).toHaveValue('([[]()])[()]');
  await expect(demo.getByRole('combobox')).toHaveValue('kind');
  await expect(demo.locator('.misfit')).toHaveCount(0);
  await field.fill('([[]()])[(])');
  await expect(demo.locator('.misfit')).toContainText('Bracket 11');
});

test('what cannot be read is named, and the last reading stays', async ({ page }) => {
  await page.goto(`${PAGE}?layer-probe=text:<img>;unit:9.9;step:1e9`);
  const demo = page.locator('#layer-probe');
  await comeNear(demo);
  const field = demo.getByRole('textbox');
  await field.fill('(a<script>🐳)');
  await expect(demo.getByRole('alert')).toContainText('does not know “a” “<”');
  await field.fill('()'.repeat(50));
  await expect(demo.getByRole('alert')).toContainText('at most 64 symbols; this one has 100');
  await expect(demo.getByRole('slider')).toHaveAttribute('aria-valuetext', /of 38/);
  await demo.getByRole('button', { name: 'Back to the sample' }).click();
  await expect(demo.getByRole('alert')).toHaveCount(0);
});

test('the model can be taken along', async ({ page }) => {
  await page.goto(PAGE);
  const demo = page.locator('#layer-probe');
  await comeNear(demo);
  const saving = page.waitForEvent('download');
  await demo.getByRole('button', { name: 'Save', exact: true }).click();
  await demo.getByRole('button', { name: 'Weights (safetensors)' }).click();
  const file = new Uint8Array(readFileSync(await (await saving).path()));
  const { tensors, metadata } = readSafetensors(file);
  expect(Object.fromEntries(metadata)).toMatchObject({ task: 'dyck-2', step: '3000' });
  expect(tensors.get('lstm.weight_ih_l0')?.shape).toEqual([96, 4]);
  expect(tensors.get('head.weight')?.shape).toEqual([3, 24]);
});
