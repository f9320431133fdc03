/**
 * What stock TensorFlow.js is not asked to do here. It is the baseline that the fused engines are measured against, so
 * it stays as its users write it: stacked layers, a dense head, its own optimizers.
 */
import type { Batch } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import { checkOptimizer, type OptimizerOptions } from '#model/optimizer.ts';
import { checkSpecification } from '#model/check-specification.ts';
import type { ModelSpecification } from '#model/specification.ts';

const refuse = (field: string, allowed: string, value: unknown): never => {
  throw new RangeError(`${field} must be ${allowed} for stock TensorFlow.js, got ${String(value)}`);
};

/** @throws RangeError when model or optimizer are out of range, or more than the stock layers do. */
export function checkStockModel(spec: ModelSpecification, optimizer: OptimizerOptions): void {
  checkSpecification(spec);
  checkOptimizer(optimizer);
  if (spec.vocabulary !== undefined) refuse('vocabulary', 'left out', spec.vocabulary);
  if (spec.bidirectional) refuse('bidirectional', 'false', true);
  // Both act between layers only.
  if (spec.numLayers > 1) {
    if (spec.residual) refuse('residual', 'false', true);
    if (spec.dropout) refuse('dropout', '0', spec.dropout);
  }
  if (optimizer.kind !== 'sgd' && optimizer.epsilonPlacement === 'keras')
    refuse('epsilonPlacement', 'pytorch', 'keras');
}

/** @throws RangeError when a batch does not fit the model, or has padding. */
export function checkStockBatch(
  spec: ModelSpecification,
  batch: Batch,
  wants: 'inputs' | 'targets' = 'targets',
): void {
  checkBatch(spec, batch, wants);
  const short = batch.lengths?.find((length) => length !== batch.sequenceLength);
  if (short !== undefined) refuse('length', `${batch.sequenceLength}, the sequence length,`, short);
}
