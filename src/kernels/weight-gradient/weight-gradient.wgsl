// All weight gradients of a layer as one matrix product over the rows r = t·B + row of the whole sequence:
//
//   [dW; dU; db] = [X; H_{t−1}; 1]ᵀ · dZ
//
// The sum over rows is long and the result small, so it is cut into `splits` parts, each with a slice of the gradient of
// its own; whoever reads the gradient next adds the slices. Workgroups: (columns, rows, models · directions · splits).

override inputSize: u32;
override hiddenSize: u32;
override directions: u32;
override modelStride: u32;      // numbers from one model's weights (and gradients) to the next one's
override embedded = false;      // inputs are token numbers, and X their rows of the embedding
override reversed = false;      // the only direction is backwards
override splits: u32;

override width = 4u * hiddenSize;
override height = inputSize + hiddenSize + 1u;

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> inputs: array<f32>;    // [models, T·B, inputSize], or tokens [models, T·B]
@group(0) @binding(2) var<storage, read> embedding: array<f32>; // [vocabulary, inputSize] a model
@group(0) @binding(3) var<storage, read> states: array<f32>;    // [models · directions, (h, c), T + 1, B, hiddenSize]
@group(0) @binding(4) var<storage, read> dGates: array<vec4f>;  // dZ [models · directions, T·B, hiddenSize]
@group(0) @binding(5) var<storage, read_write> gradient: array<vec4f>; // in each slice, a layer of each model: dW, dU, db a direction

var<private> model: u32;
var<private> direction: u32;
var<private> slice: u32;

fn rows() -> u32 { return step.sequenceLength * step.batchSize; }

fn xh1(m: u32, row: u32) -> f32 {
  if (m < inputSize) {
    let at = model * rows() + row;
    if (embedded) { return embedding[model * modelStride + u32(inputs[at]) * inputSize + m]; }
    return inputs[at * inputSize + m];
  }
  if (m < inputSize + hiddenSize) {
    // h_{t−1} lies a time step before h_t; backwards, after it.
    let backward = reversed || direction == 1u;
    let block = 2u * (model * directions + direction) * (rows() + step.batchSize);
    return states[(block + row + select(0u, step.batchSize, backward)) * hiddenSize + m - inputSize];
  }
  return 1.0;
}

fn quadA(m: u32, k: u32) -> vec4f {
  return vec4f(xh1(m, k), xh1(m + 1u, k), xh1(m + 2u, k), xh1(m + 3u, k));
}

fn quadB(k: u32, n: u32) -> vec4f {
  return dGates[((model * directions + direction) * rows() + k) * hiddenSize + n / 4u];
}

fn store(m: u32, n: u32, quad: vec4f) {
  if (n >= width) { return; }
  gradient[((slice * step.modelCount + model) * modelStride + (direction * height + m) * width + n) / 4u] = quad;
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  slice = group.z % splits;
  direction = group.z / splits % directions;
  model = group.z / splits / directions;
  let part = (rows() + splits - 1u) / splits;
  let first = min(rows(), (group.z % splits) * part);
  multiply(TILE * group.yx, height, first, min(rows(), first + part), thread);
}
