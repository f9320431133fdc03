/** Learning curves as they grow. Pure: every change makes new arrays, so that views notice. */
import type { Divergence, Plan, Point } from '#train/protocol.ts';

/** The test scores of one model, by step. */
export interface Curve {
  readonly arm: string;
  readonly seed: number;
  readonly points: readonly { readonly step: number; readonly score: number }[];
  /** The step at which loss or score ceased to be a number; the curve ends before it. */
  readonly divergedAt?: number;
}

/** An empty curve for each model of a plan, the arms of a seed next to each other. */
export function emptyCurves({ seeds, arms }: Pick<Plan, 'seeds' | 'arms'>): Curve[] {
  return seeds.flatMap((seed) => arms.map(({ id }) => ({ arm: id, seed, points: [] })));
}

/**
 * Appends points, each to its curve. Points of other models are ignored, and so are those at or before a curve's last:
 * a run that goes on from a checkpoint measures them again.
 */
export function extendCurves(curves: readonly Curve[], points: readonly Point[]): Curve[] {
  return curves.map((curve) => {
    const last = curve.points.at(-1)?.step ?? -1;
    const own = points.filter(
      ({ arm, seed, step }) => arm === curve.arm && seed === curve.seed && step > last,
    );
    if (own.length === 0) return curve;
    return {
      ...curve,
      points: [...curve.points, ...own.map(({ step, score }) => ({ step, score }))],
    };
  });
}

/** Marks where a model's curve ends. */
export function endCurve(curves: readonly Curve[], { arm, seed, step }: Divergence): Curve[] {
  return curves.map((curve) =>
    curve.arm === arm && curve.seed === seed ? { ...curve, divergedAt: step } : curve,
  );
}

/** Updates that a plan asks for, summed over all models. */
export const totalUpdates = ({ seeds, arms, steps }: Plan): number =>
  seeds.length * arms.reduce((sum, arm) => sum + (arm.steps ?? steps), 0);
