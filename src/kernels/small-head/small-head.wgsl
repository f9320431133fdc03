// Head and loss in one dispatch, for a head on the last step with few outputs. With y the top layer's output after the
// last real step, P = y·W + b and e = ∂L/∂P:
//
//   mse       L = mean (P − target)²                    e = 2 (P − target) / (B·O)
//   softmax   L = mean (ln Σ exp P − P[class])          e = (softmax P − one-hot) / B
//   dW = yᵀ·e    db = Σ e    dy = e·Wᵀ
//
// One workgroup a model: the matrices are small, and what one thread has written the others read after a barrier.
// Workgroups: (models).

override hiddenSize: u32;
override directions: u32;
override outputSize: u32;   // at most 64
override modelStride: u32;  // numbers from one model's weights (and gradients) to the next one's
override softmax = false;

override depth = directions * hiddenSize;

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read> states: array<f32>;  // y of the top layer, [models, T·B, depth]
@group(0) @binding(3) var<storage, read> weights: array<f32>; // a head of each model: W [depth, outputSize], b
@group(0) @binding(4) var<storage, read> targets: array<f32>; // [models, B, outputSize] or classes [models, B]
@group(0) @binding(5) var<storage, read_write> outputs: array<f32>;  // P, then e, [models, B, outputSize]
@group(0) @binding(6) var<storage, read_write> dStates: array<f32>;  // dy [models, B, depth]
@group(0) @binding(7) var<storage, read_write> gradient: array<f32>; // a head of each model
@group(0) @binding(8) var<storage, read_write> losses: array<f32>;   // [models]

var<workgroup> parts: array<f32, 256>;

// y[row, k], k over both directions.
fn y(model: u32, row: u32, k: u32) -> f32 {
  let time = lastStep(model, row, k / hiddenSize);
  return states[((model * step.sequenceLength + time) * step.batchSize + row) * depth + k];
}

// Turns a row's outputs into e; returns its share of the loss.
fn lossOf(model: u32, row: u32) -> f32 {
  let scale = step.models[model].lossScale;
  let at = (model * step.batchSize + row) * outputSize;
  var loss = 0.0;
  if (!softmax) {
    for (var o = 0u; o < outputSize; o++) {
      let error = outputs[at + o] - targets[at + o];
      loss += error * error;
      outputs[at + o] = 2.0 * error * scale;
    }
    return loss * scale;
  }
  let label = u32(targets[model * step.batchSize + row]);
  var largest = outputs[at];
  for (var o = 1u; o < outputSize; o++) { largest = max(largest, outputs[at + o]); }
  var total = 0.0;
  for (var o = 0u; o < outputSize; o++) { total += exp(outputs[at + o] - largest); }
  loss = log(total) + largest - outputs[at + label];
  for (var o = 0u; o < outputSize; o++) {
    let p = exp(outputs[at + o] - largest) / total;
    outputs[at + o] = (p - select(0.0, 1.0, o == label)) * scale;
  }
  return loss * scale;
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let model = group.x;
  let B = step.batchSize;
  let head = model * modelStride;
  let own = model * B * outputSize; // this model's outputs

  for (var e = thread; e < B * outputSize; e += 256u) {
    let o = e % outputSize;
    var sum = weights[head + depth * outputSize + o];
    for (var k = 0u; k < depth; k++) { sum += y(model, e / outputSize, k) * weights[head + k * outputSize + o]; }
    outputs[own + e] = sum;
  }
  storageBarrier();

  var loss = 0.0;
  for (var row = thread; row < B; row += 256u) { loss += lossOf(model, row); }
  parts[thread] = loss;
  storageBarrier();
  workgroupBarrier();
  for (var half = 128u; half > 0u; half /= 2u) {
    if (thread < half) { parts[thread] += parts[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) { losses[model] = parts[0]; }

  // Row `depth` of the gradient is that of the bias.
  for (var e = thread; e < (depth + 1u) * outputSize; e += 256u) {
    let k = e / outputSize;
    var sum = 0.0;
    for (var row = 0u; row < B; row++) {
      var input = 1.0;
      if (k < depth) { input = y(model, row, k); }
      sum += input * outputs[own + row * outputSize + e % outputSize];
    }
    gradient[head + e] = sum;
  }
  for (var e = thread; e < B * depth; e += 256u) {
    var sum = 0.0;
    for (var o = 0u; o < outputSize; o++) {
      sum += outputs[own + e / depth * outputSize + o] * weights[head + e % depth * outputSize + o];
    }
    dStates[model * B * depth + e] = sum;
  }
}
