/** The tagger of names in a real worker: the published model says what its manifest says, and a training runs and is left. */
import { expect, test, vi } from 'vitest';
import { NerRun } from '#run/ner-run.svelte.ts';
import { readText } from '#tasks/ner/tokenise.ts';
import type { NerManifest } from '#train/ner-file.ts';
import type { NerPlan } from '#train/ner-protocol.ts';
import file from '../../../content/recorded/ner/zh/full/seed-1.json' with { type: 'json' };

const patience = { timeout: 60_000, interval: 50 };

test('reads as the manifest says, trains, pauses, steps and goes back', async () => {
  const manifest = (await (await fetch('/models/ner-zh/manifest.json')).json()) as NerManifest;
  const { text, reading } = manifest.example;
  const sentences = readText('zh', text);
  if (!sentences.ok) throw new Error(`the example must be a text, got ${text}`);
  const run = new NerRun();
  try {
    run.read('zh', sentences.sentences);
    await vi.waitFor(() => expect(run.pending).toBe(false), patience);
    expect(run.failure).toBeUndefined();
    expect(run.live).toBe(false);
    const found = run.reading?.sentences[0];
    expect(found?.path).toEqual(reading.sentences[0]?.path);
    found?.emissions.flat().forEach((score, k) => {
      expect(score).toBeCloseTo(reading.sentences[0]?.emissions.flat()[k] ?? NaN, 3);
    });

    run.train({ language: 'zh', variant: 'full', seed: 1, epochs: 1, learningRate: 0.01 });
    await vi.waitFor(() => expect(run.done).toBeGreaterThan(2), patience);
    run.pause();
    await vi.waitFor(() => expect(run.state).toBe('paused'), patience);
    const { done } = run;
    run.step();
    await vi.waitFor(() => expect(run.done).toBe(done + 1), patience);
    expect(run.loss).toBeGreaterThan(0);
    expect(run.device).toBe('CPU');
    run.read('zh', sentences.sentences);
    await vi.waitFor(() => expect(run.live).toBe(true), patience);
    run.reset();
    await vi.waitFor(() => expect(run.live).toBe(false), patience);
    expect(run.state).toBe('idle');
    expect(run.reading?.sentences[0]?.path).toEqual(reading.sentences[0]?.path);
  } finally {
    run.dispose();
  }
});

test('trains as the recorded results were trained, to the last digit kept', async () => {
  const run = new NerRun();
  try {
    run.train(file.config.plan as NerPlan);
    await vi.waitFor(() => expect(run.epochs).toHaveLength(1), patience);
    expect(run.epochs[0]?.loss.toFixed(5)).toBe(file.result.losses[0]?.toFixed(5));
    expect(run.epochs[0]?.heldOut.toFixed(5)).toBe(file.result.heldOut[0]?.toFixed(5));
  } finally {
    run.dispose();
  }
});
