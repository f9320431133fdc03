/** What a model is fed with. Tasks make batches, backends consume them. */

/** h and c of every layer and direction, bottom first and forwards before backwards, as PyTorch's h_n and c_n. */
export interface State {
  readonly h: Float32Array; // [layers · directions, batchSize, hiddenSize]
  readonly c: Float32Array; // [layers · directions, batchSize, hiddenSize]
}

/** A few sequences and what a model makes of them: by these a copy of it is recognised. */
export interface TestPiece extends Pick<Batch, 'batchSize' | 'sequenceLength' | 'inputs'> {
  /** [batchSize, outputSize] or [sequenceLength, batchSize, outputSize]; logits for softmax. */
  readonly outputs: Float32Array;
}

/** A batch of sequences, time-major, so that one time step is one contiguous block. */
export interface Batch {
  readonly batchSize: number;
  readonly sequenceLength: number;
  /** [sequenceLength, batchSize, inputSize]; with a vocabulary token numbers, [sequenceLength, batchSize]. */
  readonly inputs: Float32Array;
  /**
   * Loss `mse`: [batchSize, outputSize], or [sequenceLength, batchSize, outputSize] for head `every`.
   * Loss `softmax`: class numbers (whole, 0…outputSize − 1), [batchSize] or [sequenceLength, batchSize].
   * Targets of padding must have a valid form, but do not count.
   */
  readonly targets: Float32Array;
  /**
   * Real steps of each sequence, 1…sequenceLength, [batchSize]; what follows is padding; left out, all are real.
   * Padding holds the state: the forward direction ends, the backward direction starts, at the last real step. The
   * loss of head `every` is the mean over real steps.
   */
  readonly lengths?: Int32Array;
  /** The state before the first step (for the backward direction, before the last real one); zeros when left out. */
  readonly initialState?: State;
}
