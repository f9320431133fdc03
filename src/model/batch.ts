/** What a model is fed with. Tasks make batches, backends consume them. */

/** A batch of sequences, time-major, so that one time step is one contiguous block. */
export interface Batch {
  readonly batchSize: number;
  readonly sequenceLength: number;
  /** [sequenceLength, batchSize, inputSize] */
  readonly inputs: Float32Array;
  /**
   * Loss `mse`: [batchSize, outputSize], or [sequenceLength, batchSize, outputSize] for head `every`.
   * Loss `softmax`: class numbers (whole, 0…outputSize − 1), [batchSize] or [sequenceLength, batchSize].
   */
  readonly targets: Float32Array;
}
