// Matrix product by tiles: C[m, n] = Σ_k A[m, k]·B[k, n].
//
// A workgroup of 64 threads makes a 32 × 32 tile of C, 4 × 4 numbers a thread. 8 columns of A and rows of B at a time
// go through workgroup memory, so that each number is fetched once for 32 uses, and each that is read there serves four
// multiplications. The kernel that follows says where the numbers lie:
//
//   fn quadA(m, k) -> vec4f           A[m…m+3, k]
//   fn quadB(k, n) -> vec4f           B[k, n…n+3]
//   fn store(m, n, quad: vec4f)       C[m, n…n+3]
//
// Rows and columns beyond the matrix may be anything in quadA and quadB, since nothing of them is stored: `store` leaves
// out columns beyond the matrix.

const TILE = 32u;
const DEPTH = 8u;
const QUADS = TILE / 4u;

// Do neighbours in memory differ in k? Threads fetch accordingly.
override aAlongK = false;
override bAlongK = false;

var<workgroup> tileA: array<vec4f, DEPTH * QUADS>;
var<workgroup> tileB: array<vec4f, DEPTH * QUADS>;

// The tile at `corner` of a C with `rows` rows, summed over k = first … end − 1.
fn multiply(corner: vec2u, rows: u32, first: u32, end: u32, thread: u32) {
  let m = thread / QUADS;
  let n = thread % QUADS;
  // (quad, k) of A and of B that this thread fetches.
  let a = select(vec2u(n, m), vec2u(m, n), aAlongK);
  let b = select(vec2u(n, m), vec2u(m, n), bAlongK);
  var c0: vec4f;
  var c1: vec4f;
  var c2: vec4f;
  var c3: vec4f;
  for (var depth = first; depth < end; depth += DEPTH) {
    var quad = vec4f(0.0);
    if (depth + a.y < end) { quad = quadA(corner.x + 4u * a.x, depth + a.y); }
    tileA[a.y * QUADS + a.x] = quad;
    quad = vec4f(0.0);
    if (depth + b.y < end) { quad = quadB(depth + b.y, corner.y + 4u * b.x); }
    tileB[b.y * QUADS + b.x] = quad;
    workgroupBarrier();
    for (var k = 0u; k < DEPTH; k++) {
      let x = tileA[k * QUADS + m];
      let y = tileB[k * QUADS + n];
      c0 += x.x * y;
      c1 += x.y * y;
      c2 += x.z * y;
      c3 += x.w * y;
    }
    workgroupBarrier();
  }
  let row = corner.x + 4u * m;
  let column = corner.y + 4u * n;
  let c = array(c0, c1, c2, c3);
  for (var i = 0u; i < 4u; i++) {
    if (row + i < rows) { store(row + i, column, c[i]); }
  }
}
