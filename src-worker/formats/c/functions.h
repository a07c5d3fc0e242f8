/* Where a label stands among others, or -1. */
static int model_place(const char *label, const char *const labels[], int count) {
  int place;
  for (place = 0; place < count; place++) {
    if (strcmp(label, labels[place]) == 0) return place;
  }
  return -1;
}

/* sign(v) * ln(1 + |v|) */
static double model_log(double value) {
  return value < 0 ? -log1p(-value) : log1p(value);
}

/* Z = W x + b; weight [units][inputs], bias may be NULL. */
static void model_linear(const float *x, int inputs, const float *weight, const float *bias,
                         int units, float *z) {
  int i, k;
  for (i = 0; i < units; i++) {
    float sum = bias ? bias[i] : 0.0f;
    for (k = 0; k < inputs; k++) sum += weight[i * inputs + k] * x[k];
    z[i] = sum;
  }
}

static void model_softmax(float *z, int count) {
  float largest = z[0], total = 0.0f;
  int i;
  for (i = 1; i < count; i++) {
    if (z[i] > largest) largest = z[i];
  }
  for (i = 0; i < count; i++) {
    z[i] = expf(z[i] - largest);
    total += z[i];
  }
  for (i = 0; i < count; i++) z[i] /= total;
}
