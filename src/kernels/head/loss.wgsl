// Loss of each prediction, and e = ∂L/∂P in place of P. Predictions on padding count nothing.
//
//   mse       L = mean (P − target)²                    e = 2 (P − target) · lossScale
//   softmax   L = mean (ln Σ exp P − P[class])          e = (softmax P − one-hot) · lossScale
//
// A workgroup makes one prediction of up to 8192 outputs. Workgroups: (≤ 32768, rest, models).

override softmax = false;

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read> targets: array<f32>; // [models, predictions, outputSize] or classes [models, predictions]
@group(0) @binding(3) var<storage, read_write> outputs: array<f32>;   // P, then e, [models, predictions, outputSize]
@group(0) @binding(4) var<storage, read_write> rowLosses: array<f32>; // [models, predictions]

const THREADS = 64u;
var<workgroup> lanes: array<f32, THREADS>;

fn sumOfAll(value: f32, thread: u32) -> f32 {
  lanes[thread] = value;
  workgroupBarrier();
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    if (thread < half) { lanes[thread] += lanes[thread + half]; }
    workgroupBarrier();
  }
  let sum = lanes[0];
  workgroupBarrier();
  return sum;
}

fn largestOfAll(value: f32, thread: u32) -> f32 {
  lanes[thread] = value;
  workgroupBarrier();
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    if (thread < half) { lanes[thread] = max(lanes[thread], lanes[thread + half]); }
    workgroupBarrier();
  }
  let largest = lanes[0];
  workgroupBarrier();
  return largest;
}

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  model = group.z;
  let prediction = group.y * groups.x + group.x;
  if (prediction >= predictions()) { return; } // the whole workgroup
  let counts = !everyStep || isReal(model, prediction / step.batchSize, prediction % step.batchSize);
  let scale = select(0.0, step.models[model].lossScale, counts);
  let row = model * predictions() + prediction;
  let at = row * outputSize;

  if (!softmax) {
    var squares = 0.0;
    for (var o = thread; o < outputSize; o += THREADS) {
      let error = outputs[at + o] - targets[at + o];
      squares += error * error;
      outputs[at + o] = 2.0 * error * scale;
    }
    let sum = sumOfAll(squares, thread);
    if (thread == 0u) { rowLosses[row] = sum * scale; }
    return;
  }

  let label = u32(targets[row]);
  var most = outputs[at + min(thread, outputSize - 1u)];
  for (var o = thread; o < outputSize; o += THREADS) { most = max(most, outputs[at + o]); }
  let largest = largestOfAll(most, thread);
  var exponentials = 0.0;
  for (var o = thread; o < outputSize; o += THREADS) { exponentials += exp(outputs[at + o] - largest); }
  let total = sumOfAll(exponentials, thread);
  if (thread == 0u) { rowLosses[row] = (log(total) + largest - outputs[at + label]) * scale; }
  storageBarrier(); // before thread 0's reading of P[class], e must not be there
  for (var o = thread; o < outputSize; o += THREADS) {
    let p = exp(outputs[at + o] - largest) / total;
    outputs[at + o] = (p - select(0.0, 1.0, o == label)) * scale;
  }
}
