/** What readers take along: the files of a model, downloaded and read. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { readSafetensors, type Tensor, type Tensors } from '#formats/safetensors.ts';
import type { Locale } from '#site/locales.ts';
import { expect } from './site.ts';

export const publicFile = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(`public/${path}`));

/** A demo, ready for the reader. */
export async function open(page: Page, address: string, id: string): Promise<Locator> {
  await page.goto(address);
  const demo = page.locator(`#${id}`);
  await demo.scrollIntoViewIfNeeded();
  await expect(demo.locator('.demo[data-ready]')).toBeVisible();
  return demo;
}

/** Every file of the model that is chosen in the list; the safetensors file read. */
export async function take(
  page: Page,
  demo: Locator,
  { name, label, locale = 'en' }: { name: string; label: string; locale?: Locale },
): Promise<Tensors> {
  const words = CONTROL_STRINGS[locale];
  const menu = demo.getByRole('button', { name: words.save, exact: true });
  const bytes = new Map<string, Uint8Array>();
  for (const [file, end] of [
    ['safetensors', '.safetensors'],
    ['pytorch', '-pytorch.py'],
    ['keras', '-keras.py'],
    ['ipynb', '.ipynb'],
  ] as const) {
    await menu.click();
    await demo.locator('.menu-list select').selectOption({ label });
    const saving = page.waitForEvent('download');
    await demo.getByRole('button', { name: words.modelFiles[file] }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe(`${name}${end}`);
    await expect(demo.locator('.message')).toContainText(`${name}${end}`);
    bytes.set(file, new Uint8Array(readFileSync(await download.path())));
  }
  const text = (file: string): string => new TextDecoder().decode(bytes.get(file));
  for (const script of ['pytorch', 'keras'])
    expect(text(script)).toContain(`load_file("${name}.safetensors")`);
  expect(JSON.parse(text('ipynb'))).toMatchObject({ nbformat: 4 });
  return readSafetensors(bytes.get('safetensors') ?? new Uint8Array());
}

/**
 * Browser and Node round the last bit of exponentials and logarithms in their own ways.
 * @param tolerance far below what one update changes
 */
export function expectClose(
  found: ArrayLike<number> = [],
  wanted: ArrayLike<number> = [],
  tolerance = 1e-6,
) {
  expect(found.length).toBe(wanted.length);
  let worst = 0;
  for (let k = 0; k < wanted.length; k++)
    worst = Math.max(worst, Math.abs((found[k] ?? NaN) - (wanted[k] ?? NaN)));
  expect(worst).toBeLessThan(tolerance);
}

/** Every weight of the file is the run's, and there are no others. */
export function expectSame(
  { tensors }: Tensors,
  wanted: ReadonlyMap<string, Tensor>,
  tolerance?: number,
): void {
  const weights = [...tensors].filter(([name]) => !name.startsWith('test.'));
  expect(weights.map(([name]) => name).sort()).toEqual([...wanted.keys()].sort());
  for (const [name, { shape, data }] of weights) {
    expect(shape).toEqual(wanted.get(name)?.shape);
    expectClose(data, wanted.get(name)?.data, tolerance);
  }
}
