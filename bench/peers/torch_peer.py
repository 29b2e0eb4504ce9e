"""PyTorch, eager. All members of an ensemble go through batched operations, which is many times as fast as one net
after the other; gradients come from autograd."""

import timing


def setup(work):
    import torch

    torch.set_num_threads(work.threads)
    return {
        "sweep": sweep,
        "gemm": gemm,
        "mlp": mlp,
        "lstm": lstm,
        "conv": conv,
        "vmap-mlp": vmap_mlp,
        "adjoint": adjoint,
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


def train(parameters, rate, batches, loss):
    """The losses of a step of Adam for each batch; Adam's updates of all parameters are one fused kernel."""
    import torch

    parameters = [p.clone().requires_grad_() for p in parameters]
    adam = torch.optim.Adam(parameters, lr=rate, fused=True)
    losses = []
    for batch in batches:
        adam.zero_grad()
        value = loss(parameters, *batch)
        value.sum().backward()
        adam.step()
        losses.append(value.detach())
    return torch.stack(losses, -1)


def mlp(work):
    import torch
    from torch.nn import functional

    # as nn.Linear has them, [out,in]
    net = [torch.from_numpy(work.tensor(f"{kind}{i}")) for i in (1, 2, 3) for kind in ("weight", "bias")]
    net = [p.T.contiguous() if p.dim() == 2 else p for p in net]
    batches = list(zip(torch.from_numpy(work.tensor("x")), torch.from_numpy(work.tensor("y")).argmax(-1)))

    def loss(p, x, y):
        x = torch.relu(functional.linear(x, p[0], p[1]))
        x = torch.relu(functional.linear(x, p[2], p[3]))
        return functional.cross_entropy(functional.linear(x, p[4], p[5]), y)

    return lambda: timing.Form(lambda: train(net, work.numbers["rate"], batches, loss), lambda v: {"loss": v})


def lstm(work):
    import torch
    from torch.nn import functional

    net = torch.nn.LSTM(work.files["x"]["shape"][3], work.files["out"]["shape"][0])
    names = ("input", "recurrent", "inputBias", "recurrentBias", "out", "outBias")
    start = [torch.from_numpy(work.tensor(name)) for name in names]
    start = [p.T.contiguous() if p.dim() == 2 else p for p in start]
    batches = list(zip(torch.from_numpy(work.tensor("x")), torch.from_numpy(work.tensor("y"))))
    inner = [name for name, _ in net.named_parameters()]

    def loss(p, x, y):
        _, (h, _) = torch.func.functional_call(net, dict(zip(inner, p[:4])), (x,))
        return functional.mse_loss(functional.linear(h[0], p[4], p[5]), y)

    return lambda: timing.Form(lambda: train(start, work.numbers["rate"], batches, loss), lambda v: {"loss": v})


def conv(work):
    import torch
    from torch.nn import functional

    x, kernel = (torch.from_numpy(work.tensor(name)).requires_grad_() for name in ("x", "kernel"))
    cotangent = torch.from_numpy(work.tensor("cotangent"))

    def both():
        y = functional.conv2d(x, kernel, padding=1)
        return (y.detach(), *torch.autograd.grad(y, (x, kernel), cotangent))

    return lambda: timing.Form(both, lambda results: dict(zip(("y", "x", "kernel"), results)))


def vmap_mlp(work):
    import torch

    net = [torch.from_numpy(work.tensor(f"{kind}{i}")) for i in (1, 2, 3) for kind in ("weight", "bias")]
    net = [p.unsqueeze(1) if p.dim() == 2 else p for p in net]
    members = net[0].shape[0]
    x = torch.from_numpy(work.tensor("x")).expand(members, -1, -1)
    y = torch.from_numpy(work.tensor("y"))
    batches = [(x, y)] * work.count("steps")

    def loss(p, x, y):
        x = torch.tanh(torch.baddbmm(p[1], x, p[0]))
        x = torch.tanh(torch.baddbmm(p[3], x, p[2]))
        return ((torch.baddbmm(p[5], x, p[4]) - y) ** 2).mean((1, 2))

    return lambda: timing.Form(
        lambda: train(net, work.numbers["rate"], batches, loss),
        lambda v: {"loss": v},
        note="all nets in batched operations",
    )


def adjoint(work):
    import torch

    n, samples = work.count("n"), work.count("samples")
    dt, w2 = work.numbers["dt"], work.numbers["w2"]
    phi, x, v, b = (torch.from_numpy(work.tensor(name)) for name in ("phi", "x", "v", "b"))

    def gradients():
        costates = phi[:, :-1].reshape(samples, n, -1)
        states = torch.tanh(x[:, :-1]).reshape(samples, n, -1)
        return {
            "gradV": dt * (torch.einsum("ink,imk->nm", costates, states) + w2 * v),
            "gradB": dt * (costates.sum((0, 2)) + w2 * b),
        }

    return lambda: timing.Form(gradients, lambda g: g)


if __name__ == "__main__":
    timing.run(["torch"], setup)
