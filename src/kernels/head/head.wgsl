// What the kernels of the dense head share: how many predictions there are, and what each reads. They bind `step`,
// and those that read y bind `states` and `mask` as well.

override hiddenSize: u32;
override directions: u32;
override outputSize: u32;
override modelStride: u32; // numbers from one model's weights (and gradients) to the next one's
override everyStep = false;

override depth = directions * hiddenSize;

var<private> model: u32;

fn predictions() -> u32 {
  return step.batchSize * select(1u, step.sequenceLength, everyStep);
}
