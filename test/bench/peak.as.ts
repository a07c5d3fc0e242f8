import { addProduct } from "../../src-worker/kernels/wasm/memory.as";

/** `times` times twelve vector multiplications and additions in registers: 48 multiply-adds. */
export function peak(times: i32, factor: f32, term: f32): f32 {
  const m = f32x4.splat(factor);
  const t = f32x4.splat(term);
  let a = t;
  let b = m;
  let c = t;
  let d = m;
  let e = t;
  let f = m;
  let g = t;
  let h = m;
  let i = t;
  let j = m;
  let k = t;
  let l = m;
  for (let n = 0; n < times; n++) {
    a = addProduct(t, a, m);
    b = addProduct(t, b, m);
    c = addProduct(t, c, m);
    d = addProduct(t, d, m);
    e = addProduct(t, e, m);
    f = addProduct(t, f, m);
    g = addProduct(t, g, m);
    h = addProduct(t, h, m);
    i = addProduct(t, i, m);
    j = addProduct(t, j, m);
    k = addProduct(t, k, m);
    l = addProduct(t, l, m);
  }
  a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  e = f32x4.add(f32x4.add(e, f), f32x4.add(g, h));
  i = f32x4.add(f32x4.add(i, j), f32x4.add(k, l));
  return f32x4.extract_lane(f32x4.add(a, f32x4.add(e, i)), 0);
}
