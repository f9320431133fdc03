// What the gates of all time steps get from the input, before the recurrence starts:
//
//   Z[r, n] = b[n] + Σ_k X[r, k]·W[k, n]      r = t·B + row, n = 4·unit + gate (i, f, g, o)
//
// Hoisted out of the time loop it is one large matrix product. Workgroups: (columns, rows, models · directions).

override inputSize: u32;
override hiddenSize: u32;
override directions: u32;
override modelStride: u32;  // numbers from one model's weights to the next one's
override embedded = false;  // inputs are token numbers, and X their rows of the embedding

override width = 4u * hiddenSize;
override directionStride = width * (inputSize + hiddenSize + 1u);

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> inputs: array<f32>;    // [models, T·B, inputSize], or tokens [models, T·B]
@group(0) @binding(2) var<storage, read> embedding: array<f32>; // [vocabulary, inputSize] a model
@group(0) @binding(3) var<storage, read> weights: array<vec4f>; // a layer of each model: W, U, b a direction
@group(0) @binding(4) var<storage, read_write> gates: array<vec4f>; // [models · directions, T·B, hiddenSize]

var<private> model: u32;
var<private> direction: u32;

fn rows() -> u32 { return step.sequenceLength * step.batchSize; }

fn x(row: u32, k: u32) -> f32 {
  let at = model * rows() + row;
  if (embedded) { return embedding[model * modelStride + u32(inputs[at]) * inputSize + k]; }
  return inputs[at * inputSize + k];
}

fn quadA(m: u32, k: u32) -> vec4f {
  return vec4f(x(m, k), x(m + 1u, k), x(m + 2u, k), x(m + 3u, k));
}

fn quadB(k: u32, n: u32) -> vec4f {
  return weights[(model * modelStride + direction * directionStride + k * width + n) / 4u];
}

fn store(m: u32, n: u32, quad: vec4f) {
  if (n >= width) { return; }
  let bias = quadB(inputSize + hiddenSize, n);
  gates[((model * directions + direction) * rows() + m) * hiddenSize + n / 4u] = quad + bias;
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  model = group.z / directions;
  direction = group.z % directions;
  multiply(TILE * group.yx, rows(), 0u, inputSize, thread);
}
