"""PyTorch, eager. All members of an ensemble go through batched operations, which is many times as fast as one net
after the other; gradients come from autograd."""

import timing


def setup(work):
    import torch

    torch.set_num_threads(work.threads)
    return {
        "sweep": sweep,
        "gemm": gemm,
    }[work.task](work)


def sweep(work):
    import torch

    relu, rate, epochs = work.numbers["relu"] == 1, work.numbers["rate"], work.count("epochs")
    starts = [torch.from_numpy(work.tensor(name)) for name in ("inHid", "hidOut")]
    x, y = torch.from_numpy(work.tensor("x")), torch.from_numpy(work.tensor("y"))
    members = starts[0].shape[0]
    start_norms = [torch.linalg.vector_norm(w, dim=(1, 2)) for w in starts]

    def train(epochs):
        nets = [w.clone().requires_grad_() for w in starts]
        curves = [torch.empty(members, epochs) for _ in range(3)]
        for epoch in range(epochs):
            hidden = x @ nets[0]
            losses = (((torch.relu(hidden) if relu else hidden) @ nets[1] - y) ** 2).mean((1, 2))
            gradients = torch.autograd.grad(losses.sum(), nets)
            with torch.no_grad():
                curves[0][:, epoch] = losses
                for layer, (w, g, start, norm) in enumerate(zip(nets, gradients, starts, start_norms)):
                    w.sub_(g, alpha=rate)
                    curves[1 + layer][:, epoch] = torch.linalg.vector_norm(w - start, dim=(1, 2)) / norm
        return dict(zip(("loss", "inHidChange", "hidOutChange"), curves))

    part = min(1.0, 200 / epochs)
    return lambda: timing.Form(
        lambda: train(epochs),
        lambda curves: curves,
        part=part,
        timed=lambda: train(round(part * epochs)),
        note="all nets in batched operations" + ("" if part == 1 else "; 200 epochs timed and scaled"),
    )


def gemm(work):
    import torch

    a, b = torch.from_numpy(work.tensor("a")), torch.from_numpy(work.tensor("b"))
    return lambda: timing.Form(lambda: a @ b, lambda product: {"product": product})


if __name__ == "__main__":
    timing.run(["torch"], setup)
