// Between the weights that the world knows, gates i, f, g, o one after the other along the columns, and ours, the four
// gates of a unit side by side:
//
//   ours[row, 4·unit + gate] = theirs[row, gate·hiddenSize + unit]      rows: inputs, then units, then the bias
//
// `interleave` also writes the recurrent weights transposed, as the backward pass reads them. Workgroups: (any number).

override inputSize: u32;
override hiddenSize: u32;

override width = 4u * hiddenSize;
override recurrentFrom = inputSize * width;
override biasFrom = recurrentFrom + hiddenSize * width;
override size = biasFrom + width;

@group(0) @binding(0) var<storage, read_write> kernel: array<f32>;    // [inputSize, 4 · hiddenSize]
@group(0) @binding(1) var<storage, read_write> recurrent: array<f32>; // [hiddenSize, 4 · hiddenSize]
@group(0) @binding(2) var<storage, read_write> bias: array<f32>;      // [4 · hiddenSize]
@group(0) @binding(3) var<storage, read_write> ours: array<f32>;      // [inputSize + hiddenSize + 1, 4 · hiddenSize]
@group(0) @binding(4) var<storage, read_write> transposed: array<f32>; // [hiddenSize, hiddenSize, 4]

// Where number e of `theirs` lies among ours.
fn placeOf(e: u32) -> u32 {
  let column = e % width;
  return e - column + 4u * (column % hiddenSize) + column / hiddenSize;
}

@compute @workgroup_size(64)
fn interleave(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var e = id.x; e < size; e += 64u * groups.x) {
    let at = placeOf(e);
    if (e < recurrentFrom) {
      ours[at] = kernel[e];
    } else if (e < biasFrom) {
      let weight = recurrent[e - recurrentFrom];
      let source = (at - recurrentFrom) / width;
      let unit = at % width / 4u;
      ours[at] = weight;
      transposed[(unit * hiddenSize + source) * 4u + at % 4u] = weight;
    } else {
      ours[at] = bias[e - biasFrom];
    }
  }
}

@compute @workgroup_size(64)
fn separate(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var e = id.x; e < size; e += 64u * groups.x) {
    let value = ours[placeOf(e)];
    if (e < recurrentFrom) {
      kernel[e] = value;
    } else if (e < biasFrom) {
      recurrent[e - recurrentFrom] = value;
    } else {
      bias[e - biasFrom] = value;
    }
  }
}
