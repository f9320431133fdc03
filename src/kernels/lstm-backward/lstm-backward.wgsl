// Backpropagation through time of one layer, the whole sequence in one dispatch (Werbos 1990). From ∂L/∂y, for each step
// in the opposite order:
//
//   dh = ∂L/∂y_t + dZ_{t+1}·Uᵀ               dc = dc_{t+1} ⊙ f_{t+1} + dh ⊙ o ⊙ (1 − tanh² c_t)
//   dZ_t = (dc⊙g⊙i(1−i),  dc⊙c_{t−1}⊙f(1−f),  dc⊙i⊙(1−g²),  dh⊙tanh c_t⊙o(1−o))
//
// A thread is one unit of ROWS rows, as forwards; dZ is in workgroup memory twice, hence one barrier a step, and replaces
// the gates. Uᵀ is kept transposed, [k, unit] vec4, so that neighbouring threads read side by side. A step that holds the
// state hands dh and dc on as they are.
//
// Workgroups: (rows, directions, models). A constant ROWS precedes this file.

override hiddenSize: u32;
override directions: u32;
override transposedStride: u32;  // numbers from one model's Uᵀ to the next one's
override threadRows: u32;        // rows of threads in a workgroup
override reversed = false;       // the only direction is backwards
override lastOnly = false;       // only the last real step's output counts: dOutputs is [models, B, directions · hiddenSize]
override fromFinalState = false; // dState holds ∂L/∂(h, c) of the final state on entry

override groupRows = threadRows * ROWS;

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read> transposed: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> gates: array<vec4f>; // i f g o, then dZ, [models · directions, T·B, hiddenSize]
@group(0) @binding(4) var<storage, read> states: array<f32>;        // [models · directions, (h, c), T + 1, B, hiddenSize]
@group(0) @binding(5) var<storage, read> dOutputs: array<f32>;      // [models, T·B, directions · hiddenSize]
@group(0) @binding(6) var<storage, read_write> dState: array<f32>;  // [models · directions, (h, c), B, hiddenSize]
@group(0) @binding(7) var<storage, read_write> inspected: array<f32>; // [models · directions, (dh, dc), T·B, hiddenSize]

var<workgroup> dGates: array<vec4f, 2 * groupRows * hiddenSize>;

// ∂L/∂y of one unit.
fn dOutput(model: u32, time: u32, row: u32, direction: u32, unit: u32) -> f32 {
  let width = directions * hiddenSize;
  let column = direction * hiddenSize + unit;
  if (!lastOnly) {
    return dOutputs[((model * step.sequenceLength + time) * step.batchSize + row) * width + column];
  }
  if (time != lastStep(model, row, direction)) { return 0.0; }
  return dOutputs[(model * step.batchSize + row) * width + column];
}

@compute @workgroup_size(hiddenSize, threadRows)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let unit = local.x;
  let direction = group.y;
  let model = group.z;
  let cell = model * directions + direction;
  let backward = reversed || direction == 1u;
  let T = step.sequenceLength;
  let B = step.batchSize;
  let localRow = local.y * ROWS;
  let firstRow = group.x * groupRows + localRow;
  let recurrent = model * transposedStride / 4u + direction * hiddenSize * hiddenSize;
  let cells = cell * 2u * (T + 1u) * B * hiddenSize + (T + 1u) * B * hiddenSize;

  var held: array<f32, ROWS>; // dh that comes from the later step other than by dZ
  var dc: array<f32, ROWS>;
  for (var r = 0u; r < ROWS; r++) {
    if (fromFinalState && firstRow + r < B) {
      held[r] = dState[((cell * 2u) * B + firstRow + r) * hiddenSize + unit];
      dc[r] = dState[((cell * 2u + 1u) * B + firstRow + r) * hiddenSize + unit];
    }
    dGates[(localRow + r) * hiddenSize + unit] = vec4f(0.0);
  }

  // Once more than there are steps: the last round leaves ∂L/∂h of the initial state.
  for (var s = 0u; s <= T; s++) {
    let before = (s % 2u) * groupRows * hiddenSize;
    let after = groupRows * hiddenSize - before;
    workgroupBarrier();

    // One part a gate. The zeros are spelt out: not every compiler puts them back in each round of a loop.
    var sum = array<vec4f, ROWS>();
    // Four k at a time: their loads wait together.
    var k = 0u;
    for (; k + 4u <= hiddenSize; k += 4u) {
      let u0 = transposed[recurrent + k * hiddenSize + unit];
      let u1 = transposed[recurrent + (k + 1u) * hiddenSize + unit];
      let u2 = transposed[recurrent + (k + 2u) * hiddenSize + unit];
      let u3 = transposed[recurrent + (k + 3u) * hiddenSize + unit];
      for (var r = 0u; r < ROWS; r++) {
        let at = before + (localRow + r) * hiddenSize + k;
        sum[r] += dGates[at] * u0 + dGates[at + 1u] * u1 + dGates[at + 2u] * u2 + dGates[at + 3u] * u3;
      }
    }
    for (; k < hiddenSize; k++) {
      let u = transposed[recurrent + k * hiddenSize + unit];
      for (var r = 0u; r < ROWS; r++) { sum[r] += dGates[before + (localRow + r) * hiddenSize + k] * u; }
    }
    var dh = held;
    for (var r = 0u; r < ROWS; r++) { dh[r] += dot(sum[r], vec4f(1.0)); }
    if (s == T) {
      held = dh;
      break;
    }

    let time = select(T - 1u - s, s, backward);
    for (var r = 0u; r < ROWS; r++) {
      let row = firstRow + r;
      if (row >= B) { continue; }
      let at = (cell * T * B + time * B + row) * hiddenSize + unit;
      dh[r] += dOutput(model, time, row, direction, unit);
      var dz = vec4f(0.0);
      var dcHere = dc[r];
      if (isReal(model, time, row)) {
        let gate = gates[at]; // i f g o
        let cNow = states[cells + ((time + select(1u, 0u, backward)) * B + row) * hiddenSize + unit];
        let cBefore = states[cells + ((time + select(0u, 1u, backward)) * B + row) * hiddenSize + unit];
        let tanhC = safeTanh(cNow);
        dcHere += dh[r] * gate.w * (1.0 - tanhC * tanhC);
        let slope = vec4f(gate.xy * (1.0 - gate.xy), 1.0 - gate.z * gate.z, gate.w * (1.0 - gate.w));
        dz = vec4f(dcHere * gate.z, dcHere * cBefore, dcHere * gate.x, dh[r] * tanhC) * slope;
        held[r] = 0.0;
        dc[r] = dcHere * gate.y;
      } else {
        held[r] = dh[r];
      }
      dGates[after + (localRow + r) * hiddenSize + unit] = dz;
      gates[at] = dz;
      if (step.inspecting != 0u) {
        let probe = (cell * 2u * T * B + time * B + row) * hiddenSize + unit;
        inspected[probe] = dh[r];
        inspected[probe + T * B * hiddenSize] = dcHere;
      }
    }
  }

  for (var r = 0u; r < ROWS; r++) {
    if (firstRow + r < B) {
      dState[((cell * 2u) * B + firstRow + r) * hiddenSize + unit] = held[r];
      dState[((cell * 2u + 1u) * B + firstRow + r) * hiddenSize + unit] = dc[r];
    }
  }
}
