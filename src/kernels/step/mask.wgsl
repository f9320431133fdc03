// Which steps are real. The kernel that follows binds `step` and `mask`; each model has B or T·B numbers in the mask.

fn isReal(model: u32, time: u32, row: u32) -> bool {
  switch step.masking {
    case MASKING_LENGTHS: { return f32(time) < mask[model * step.batchSize + row]; }
    case MASKING_STEPS: { return mask[(model * step.sequenceLength + time) * step.batchSize + row] != 0.0; }
    default: { return true; }
  }
}

// The step whose output the head `last` reads: the last real one forwards, the first one backwards.
fn lastStep(model: u32, row: u32, direction: u32) -> u32 {
  if (direction == 1u) { return 0u; }
  if (step.masking == MASKING_LENGTHS) { return u32(mask[model * step.batchSize + row]) - 1u; }
  return step.sequenceLength - 1u;
}
