// One update of all weights of all models (Kingma and Ba 2015), after the gradient was clipped to norm C:
//
//   g ← g · C / max(C, ‖g‖)
//   m ← β₁m + (1 − β₁)g     v ← β₂v + (1 − β₂)g²     p ← p − rate · m / (√v · rootScale + ε)
//
// PyTorch's form has rate = lr/(1 − β₁ᵗ) and rootScale = 1/√(1 − β₂ᵗ), Keras' rate = lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ) and
// rootScale = 1; the CPU makes both, in float64. SGD: p ← p − rate · g.
//
// Weights lie gate-interleaved, so that a vec4 is the four gates of one pair of units; those of the recurrence are also
// written transposed, for the backward pass. Workgroups: (enough, models).

override modelStride: u32;  // numbers from one model's weights to the next one's
override splits: u32;       // slices of the gradient still to be added
override adam = true;
override beta1: f32;
override beta2: f32;
override epsilon: f32;
override clipping = false;
override clipNorm: f32;

// Where the recurrent weights are, in vec4 from the model's first: layers one after the other, those above the first
// equally large.
override hiddenSize: u32;
override directions: u32;
override inputSize: u32;
override numLayers: u32;
override layersAt: u32;
override firstLayerStride: u32;
override layerStride: u32;
override transposedStride: u32;      // vec4 from one model's transposed weights to the next one's
override transposedLayerStride: u32; // from one layer's to the next

const PARTS = 64u;

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> gradient: array<vec4f>; // [slices, models, modelStride]
@group(0) @binding(2) var<storage, read> squares: array<f32>; // parts of ‖g‖² [models, PARTS]
@group(0) @binding(3) var<storage, read_write> parameters: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> moment1: array<vec4f>; // m
@group(0) @binding(5) var<storage, read_write> moment2: array<vec4f>; // v
@group(0) @binding(6) var<storage, read_write> transposed: array<vec4f>; // [hiddenSize, hiddenSize] a layer and direction

var<workgroup> norms: array<f32, PARTS>;

fn clipFactor(model: u32, thread: u32) -> f32 {
  norms[thread] = squares[model * PARTS + thread];
  workgroupBarrier();
  for (var half = PARTS / 2u; half > 0u; half /= 2u) {
    if (thread < half) { norms[thread] += norms[thread + half]; }
    workgroupBarrier();
  }
  return clipNorm / max(clipNorm, sqrt(norms[0]));
}

// Writes a recurrent weight of units (k → unit) to place (unit, k) as well.
fn transpose(model: u32, e: u32, weight: vec4f) {
  if (e < layersAt || e >= layersAt + firstLayerStride + (numLayers - 1u) * layerStride) { return; }
  var layer = 0u;
  var within = e - layersAt;
  var inputs = inputSize;
  if (within >= firstLayerStride) {
    layer = 1u + (within - firstLayerStride) / layerStride;
    within = (within - firstLayerStride) % layerStride;
    inputs = directions * hiddenSize;
  }
  let cell = hiddenSize * (inputs + hiddenSize + 1u);
  let direction = within / cell;
  let row = (within % cell) / hiddenSize;
  if (direction >= directions || row < inputs || row >= inputs + hiddenSize) { return; }
  let at = model * transposedStride + layer * transposedLayerStride + direction * hiddenSize * hiddenSize;
  transposed[at + (within % hiddenSize) * hiddenSize + row - inputs] = weight;
}

@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let model = group.y;
  let rate = step.models[model].rate;
  let rootScale = step.models[model].rootScale;
  let quads = modelStride / 4u;
  var factor = 1.0;
  if (clipping) { factor = clipFactor(model, thread); }
  for (var e = group.x * 64u + thread; e < quads; e += groups.x * 64u) {
    let at = model * quads + e;
    var g = gradient[at];
    for (var slice = 1u; slice < splits; slice++) { g += gradient[slice * step.modelCount * quads + at]; }
    g *= factor;
    var change = rate * g;
    if (adam) {
      let m = beta1 * moment1[at] + (1.0 - beta1) * g;
      let v = beta2 * moment2[at] + (1.0 - beta2) * g * g;
      moment1[at] = m;
      moment2[at] = v;
      change = rate * m / (sqrt(v) * rootScale + epsilon);
    }
    let weight = parameters[at] - change;
    parameters[at] = weight;
    transpose(model, e, weight);
  }
}
