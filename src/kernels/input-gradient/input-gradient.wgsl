// What a layer hands down: the derivative with respect to its input, summed over directions, and through the dropout and
// past it by the residual path to the output y of the layer below:
//
//   ∂L/∂y_{l−1}[r, k] = mask ⊙ Σ_n dZ[r, n]·W[k, n] (+ ∂L/∂y_l[r, k])
//
// Workgroups: (columns, rows, models).

override inputSize: u32;
override hiddenSize: u32;
override directions: u32;
override modelStride: u32;  // numbers from one model's weights to the next one's
override residual = false;
override dropping = false;
override lastOnly = false;  // dOutputs is that of the last real step only, [models, B, directions · hiddenSize]

override width = 4u * hiddenSize;
override directionStride = width * (inputSize + hiddenSize + 1u);

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<uniform> keys: array<vec4u, MAX_MODELS / 4>; // of the dropout below
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read> dGates: array<f32>;   // dZ [models · directions, T·B, 4 · hiddenSize]
@group(0) @binding(4) var<storage, read> weights: array<f32>;  // a layer of each model: W, U, b a direction
@group(0) @binding(5) var<storage, read> dOutputs: array<f32>; // ∂L/∂y_l
@group(0) @binding(6) var<storage, read_write> dInputs: array<f32>; // [models, T·B, inputSize]

var<private> model: u32;

fn rows() -> u32 { return step.sequenceLength * step.batchSize; }

fn quadA(m: u32, k: u32) -> vec4f {
  let at = ((model * directions + k / width) * rows() + m) * width + k % width;
  return vec4f(dGates[at], dGates[at + width], dGates[at + 2u * width], dGates[at + 3u * width]);
}

fn quadB(k: u32, n: u32) -> vec4f {
  let at = model * modelStride + (k / width) * directionStride + n * width + k % width;
  return vec4f(weights[at], weights[at + width], weights[at + 2u * width], weights[at + 3u * width]);
}

// ∂L/∂y_l, which the residual path takes down unchanged.
fn past(row: u32, column: u32) -> f32 {
  if (!lastOnly) { return dOutputs[(model * rows() + row) * inputSize + column]; }
  let inBatch = row % step.batchSize;
  if (row / step.batchSize != lastStep(model, inBatch, column / hiddenSize)) { return 0.0; }
  return dOutputs[(model * step.batchSize + inBatch) * inputSize + column];
}

fn store(m: u32, n: u32, quad: vec4f) {
  for (var i = 0u; i < min(4u, inputSize - min(n, inputSize)); i++) {
    var d = quad[i];
    if (dropping) { d *= dropoutFactor(model, m / step.batchSize, m % step.batchSize, n + i); }
    if (residual) { d += past(m, n + i); }
    dInputs[(model * rows() + m) * inputSize + n + i] = d;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  model = group.z;
  multiply(TILE * group.yx, rows(), 0u, directions * width, thread);
}
