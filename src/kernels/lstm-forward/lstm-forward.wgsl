// The recurrence of one layer over the whole sequence, in one dispatch (Hochreiter and Schmidhuber 1997; forget gate of
// Gers et al. 2000):
//
//   (i, f, g, o) = act(Z_t + h_{t−1}·U)      c_t = f ⊙ c_{t−1} + i ⊙ g      h_t = o ⊙ tanh c_t
//
// Sequences are independent, so a workgroup takes some rows of the batch through all time steps and never waits for
// another workgroup. A thread is one unit of ROWS rows: the four gates are one vec4, U is read as [k, unit] vec4, which
// neighbouring threads read side by side. h is in workgroup memory twice, for t − 1 and t, hence one barrier a step.
//
// Workgroups: (rows, directions, models). A constant ROWS precedes this file.

override inputSize: u32;
override hiddenSize: u32;
override directions: u32;
override modelStride: u32;   // numbers from one model's weights to the next one's
override threadRows: u32;    // rows of threads in a workgroup
override reversed = false;   // the only direction is backwards
override residual = false;   // y = h + what the layer below gave
override dropping = false;   // there is dropout on the way to the next layer

override groupRows = threadRows * ROWS;
override recurrentAt = inputSize * hiddenSize; // in vec4
override directionStride = hiddenSize * (inputSize + hiddenSize + 1u);

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<uniform> keys: array<vec4u, MAX_MODELS / 4>; // of dropout
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read> initial: array<f32>;   // [models, directions, (h, c), B, hiddenSize]
@group(0) @binding(4) var<storage, read> weights: array<vec4f>; // a layer of each model: W, U, b a direction
@group(0) @binding(5) var<storage, read_write> gates: array<vec4f>; // Z, then i f g o, [models · directions, T·B, hiddenSize]
@group(0) @binding(6) var<storage, read_write> states: array<f32>;  // [models · directions, (h, c), T + 1, B, hiddenSize]
@group(0) @binding(7) var<storage, read> below: array<f32>;         // y of the layer below, [models, T·B, directions · hiddenSize]
@group(0) @binding(8) var<storage, read_write> outputs: array<f32>; // y
@group(0) @binding(9) var<storage, read_write> dropped: array<f32>; // y after dropout

var<workgroup> hidden: array<f32, 2 * groupRows * hiddenSize>;

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
  let recurrent = (model * modelStride) / 4u + direction * directionStride + recurrentAt;

  var h: array<f32, ROWS>;
  var c: array<f32, ROWS>;
  for (var r = 0u; r < ROWS; r++) {
    let row = firstRow + r;
    if (row < B) {
      if (step.hasInitialState != 0u) {
        h[r] = initial[((cell * 2u) * B + row) * hiddenSize + unit];
        c[r] = initial[((cell * 2u + 1u) * B + row) * hiddenSize + unit];
      }
      let at = (select(0u, T, backward) * B + row) * hiddenSize + unit;
      states[(cell * 2u) * (T + 1u) * B * hiddenSize + at] = h[r];
      states[(cell * 2u + 1u) * (T + 1u) * B * hiddenSize + at] = c[r];
    }
    hidden[(localRow + r) * hiddenSize + unit] = h[r];
  }

  for (var s = 0u; s < T; s++) {
    let time = select(s, T - 1u - s, backward);
    let before = (s % 2u) * groupRows * hiddenSize;
    let after = groupRows * hiddenSize - before;
    workgroupBarrier();

    var z: array<vec4f, ROWS>;
    for (var r = 0u; r < ROWS; r++) {
      let row = firstRow + r;
      if (row < B) { z[r] = gates[(cell * T * B + time * B + row) * hiddenSize + unit]; }
    }
    // Four k at a time: their loads wait together.
    var k = 0u;
    for (; k + 4u <= hiddenSize; k += 4u) {
      let u0 = weights[recurrent + k * hiddenSize + unit];
      let u1 = weights[recurrent + (k + 1u) * hiddenSize + unit];
      let u2 = weights[recurrent + (k + 2u) * hiddenSize + unit];
      let u3 = weights[recurrent + (k + 3u) * hiddenSize + unit];
      for (var r = 0u; r < ROWS; r++) {
        let at = before + (localRow + r) * hiddenSize + k;
        z[r] += hidden[at] * u0 + hidden[at + 1u] * u1 + hidden[at + 2u] * u2 + hidden[at + 3u] * u3;
      }
    }
    for (; k < hiddenSize; k++) {
      let u = weights[recurrent + k * hiddenSize + unit];
      for (var r = 0u; r < ROWS; r++) { z[r] += hidden[before + (localRow + r) * hiddenSize + k] * u; }
    }

    for (var r = 0u; r < ROWS; r++) {
      let row = firstRow + r;
      let gate = activate(z[r]);
      if (row < B && isReal(model, time, row)) {
        c[r] = gate.y * c[r] + gate.x * gate.z;
        h[r] = gate.w * safeTanh(c[r]);
      }
      hidden[after + (localRow + r) * hiddenSize + unit] = h[r];
      if (row < B) {
        gates[(cell * T * B + time * B + row) * hiddenSize + unit] = gate;
        let at = ((time + select(1u, 0u, backward)) * B + row) * hiddenSize + unit;
        states[(cell * 2u) * (T + 1u) * B * hiddenSize + at] = h[r];
        states[(cell * 2u + 1u) * (T + 1u) * B * hiddenSize + at] = c[r];
        let column = direction * hiddenSize + unit;
        let out = ((model * T + time) * B + row) * directions * hiddenSize + column;
        var y = h[r];
        if (residual) { y += below[out]; }
        outputs[out] = y;
        if (dropping) { dropped[out] = y * dropoutFactor(model, time, row, column); }
      }
    }
  }
}
