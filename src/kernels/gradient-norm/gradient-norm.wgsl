// Adds the slices of the gradient into the first one, and sums squares: each workgroup leaves one part of ‖g‖², which the
// optimizer adds up. Workgroups: (at most 64, models).

override modelStride: u32;  // numbers from one model's gradients to the next one's
override splits: u32;

const PARTS = 64u;

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read_write> gradient: array<vec4f>; // [slices, models, modelStride]
@group(0) @binding(2) var<storage, read_write> squares: array<f32>; // [models, PARTS]

var<workgroup> parts: array<f32, 256>;

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let quads = modelStride / 4u;
  var sum = 0.0;
  for (var e = group.x * 256u + thread; e < quads; e += groups.x * 256u) {
    let at = group.y * quads + e;
    var g = gradient[at];
    for (var slice = 1u; slice < splits; slice++) { g += gradient[slice * step.modelCount * quads + at]; }
    gradient[at] = g;
    sum += dot(g, g);
  }
  parts[thread] = sum;
  workgroupBarrier();
  for (var half = 128u; half > 0u; half /= 2u) {
    if (thread < half) { parts[thread] += parts[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) { squares[group.y * PARTS + group.x] = parts[0]; }
}
