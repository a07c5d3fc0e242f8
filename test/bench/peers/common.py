# Shared by the Python runners: cases, command line, fixed random data, timing. Import before numpy/torch: sets thread counts.
import os, sys, json, time, argparse
CASES = {
    'T': ([2, 4, 2, 1], 'sigmoid', 'sigmoid-bce', 10),
    'S': ([5, 16, 1], 'relu', 'identity-mse', 32),
    'I': ([4, 16, 3], 'relu', 'softmax-cce', 16),
    'L': ([400, 128, 26], 'relu', 'softmax-cce', 64),
    'M': ([784, 128, 10], 'relu', 'softmax-cce', 128),
    'D': ([784, 512, 256, 128, 10], 'relu', 'softmax-cce', 256),
    'W': ([784, 2048, 2048, 10], 'relu', 'softmax-cce', 256),
}
BATCHES = 10

def args(**extra):
    p = argparse.ArgumentParser()
    p.add_argument('--case', default='T'); p.add_argument('--seconds', type=float, default=2); p.add_argument('--threads', type=int, default=1)
    for k, v in extra.items():
        p.add_argument('--' + k, default=v)
    o = p.parse_args()
    for k in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'GOTO_NUM_THREADS'):
        os.environ[k] = str(o.threads)
    return o

def data(case):
    import numpy as np
    layers, act, out, b = CASES[case]
    g = np.random.default_rng(1)
    n = b * BATCHES
    X = g.random((n, layers[0]), dtype=np.float32)
    if out == 'softmax-cce':
        label = g.integers(0, layers[-1], n); Y = np.eye(layers[-1], dtype=np.float32)[label]
    elif out == 'sigmoid-bce':
        label = g.integers(0, 2, n); Y = label.astype(np.float32)[:, None]
    else:
        label = None; Y = g.random((n, 1), dtype=np.float32)
    return X, Y, label

def measure(step, seconds, reps=9):
    # Asked for by compare.mjs: the processor's time, which what else runs hardly changes.
    pc = time.process_time if os.environ.get('PEERS_CLOCK') == 'processor' else time.perf_counter
    i = 0
    t = pc(); step(0); k = 1
    while pc() - t < min(seconds, 1) or k < 2:
        step(k % BATCHES); k += 1
    t = pc(); p = max(1, min(k, 30))
    for j in range(p): step(j % BATCHES)
    per = max(1, int(seconds / reps / ((pc() - t) / p)))
    out, steps, t0 = [], 0, pc()
    while len(out) < reps and (len(out) < 3 or pc() - t0 < seconds * 1.5):
        t = pc()
        for j in range(per): step(j % BATCHES)
        out.append((pc() - t) / per * 1e6); steps += per
    out.sort()
    return out[len(out) // 2], out[0], out[-1], steps

def report(peer, version, o, r, **extra):
    f = lambda x: float('%.5g' % x)
    print(json.dumps({'peer': peer, 'version': version, 'case': o.case, 'threads': o.threads, 'us_per_step': f(r[0]), 'steps': r[3], 'us_min': f(r[1]), 'us_max': f(r[2]), **extra}), flush=True)
