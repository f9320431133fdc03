// What changes from step to step, and the shape of the batch: shared by all kernels, so that batches of another length
// need no other pipelines.

const MASKING_NONE = 0u;    // all steps are real
const MASKING_LENGTHS = 1u; // `mask` holds the real steps of each sequence, [B]
const MASKING_STEPS = 2u;   // `mask` holds 1 for a real step and 0 for one that holds the state, [T, B]

const MAX_MODELS = 64; // in one dispatch

struct ModelStep {
  rate: f32,      // of the optimizer, with Adam's corrections: see optimizer.wgsl
  rootScale: f32, // of Adam's √v
  lossScale: f32, // 1 / (numbers the loss is a mean over)
  unused: f32,
}

struct Step {
  sequenceLength: u32,
  batchSize: u32,
  masking: u32,
  hasInitialState: u32,
  dropoutThreshold: u32, // hashes below it are dropped; 0 outside training
  dropoutScale: f32,     // of what is kept
  inspecting: u32,       // the backward pass also leaves dh and dc of all steps
  modelCount: u32,       // models of this dispatch
  models: array<ModelStep, MAX_MODELS>,
}
