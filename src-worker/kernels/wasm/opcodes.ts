// Numbers of the compiled kernels in encoded calls; read by both compilers.

export const FILL = 0;
export const COPY = 1;
export const GATHER_ROWS = 2;
export const GATHER_LABELS = 3;
export const PRODUCT = 4;
export const REPEAT_ROW = 5;
export const ADD_ROWS = 6;
export const SOFTMAX = 7;
export const SOFTMAX_GRADIENT = 8;
export const CCE = 9;
export const CCE_GRADIENT = 10;
export const BCE = 11;
export const BCE_GRADIENT = 12;
export const SQUARED = 13;
export const SQUARED_GRADIENT = 14;
export const REDUCE_LOSSES = 15;
export const REDUCE_LOSSES_GRADIENT = 16;
export const DROPOUT = 17;
export const DROPOUT_GRADIENT = 18;
export const ALL_FINITE = 19;
export const CLIP_NORM = 20;
export const SGD = 21;
export const MOMENTUM = 22;
export const NESTEROV = 23;
export const RMSPROP = 24;
export const MOMENTS = 25;
export const BEGIN_STEP = 26;
export const CHECK_PASS = 27;
export const END_STEP = 28;
export const COUNT_RIGHT = 29;
/** Its arguments are a number of parts, and that many calls: see threads.as.ts. */
export const SPREAD = 30;
/** Plus the number of an elementwise function. */
export const ELEMENTWISE = 32;
export const ELEMENTWISE_GRADIENT = 48;

/** The elementwise functions. */
export const THRESHOLD = 0;
export const SIGMOID = 1;
export const RELU = 2;
export const TANH = 3;
export const LEAKY_RELU = 4;
export const IDENTITY = 5;
export const GELU = 6;
export const SOFTPLUS = 7;
export const EXP = 8;
