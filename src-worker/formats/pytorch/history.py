"""The course of a training, thinned as Chainrule thins it so that its size stays bounded."""

MOST_POINTS = 600


class History:
    def __init__(self, history, strides):
        self.epochs = list(history["epochs"])
        self.steps = list(history["steps"])
        self.strides = dict(strides)

    def add_step(self, step, loss):
        strides = self.strides
        strides["pendingSum"] = (strides["pendingSum"] or 0) + loss
        strides["pendingCount"] += 1
        if strides["pendingCount"] < strides["stepStride"]:
            return
        mean = strides["pendingSum"] / strides["pendingCount"]
        self.steps.append({"step": step, "loss": mean})
        strides["pendingSum"], strides["pendingCount"] = 0, 0
        if len(self.steps) > MOST_POINTS:
            self._halve_steps()

    def add_epoch(self, point):
        stride = self.strides["epochStride"]
        if self.epochs and self.epochs[-1]["epoch"] % stride != 0:
            self.epochs.pop()
        self.epochs.append(point)
        if len(self.epochs) > MOST_POINTS:
            stride = self.strides["epochStride"] = stride * 2
            kept = [it for it in self.epochs[:-1] if it["epoch"] % stride == 0]
            self.epochs = kept + [point]

    def _halve_steps(self):
        steps, strides = self.steps, self.strides
        if len(steps) % 2 == 1:
            strides["pendingSum"] = (steps[-1]["loss"] or 0) * strides["stepStride"]
            strides["pendingCount"] = strides["stepStride"]
        strides["stepStride"] *= 2
        self.steps = [
            {"step": second["step"], "loss": ((first["loss"] or 0) + (second["loss"] or 0)) / 2}
            for first, second in zip(steps[0::2], steps[1::2])
        ]
