// y[prediction, k], k over both directions.
fn y(prediction: u32, k: u32) -> f32 {
  var row = prediction;
  if (!everyStep) { row += lastStep(model, min(row, step.batchSize - 1u), k / hiddenSize) * step.batchSize; }
  return states[(model * step.sequenceLength * step.batchSize + row) * depth + k];
}
