"""PyTorch as the notebook has it: eager, one net after the other. A net is trained to the end for the comparison of
results; a tenth of its epochs is timed, and scaled to all nets."""

import timing


def setup(work):
    import torch

    torch.set_num_threads(work.threads)
    return {"sweep": sweep}[work.task](work)


def sweep(work):
    import torch

    relu, epochs = work.numbers["relu"] == 1, work.count("epochs")
    starts = [torch.from_numpy(work.tensor(name)) for name in ("inHid", "hidOut")]
    x, y = torch.from_numpy(work.tensor("x")), torch.from_numpy(work.tensor("y"))
    members = starts[0].shape[0]
    criterion = torch.nn.MSELoss()

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.in_hid = torch.nn.Linear(2, starts[0].shape[2], bias=False)
            self.hid_out = torch.nn.Linear(starts[0].shape[2], 1, bias=False)

        def forward(self, x):
            hidden = self.in_hid(x)
            return self.hid_out(torch.relu(hidden) if relu else hidden)

    def train(epochs):
        net = Net()
        with torch.no_grad():
            net.in_hid.weight.copy_(starts[0][0].T)
            net.hid_out.weight.copy_(starts[1][0].T)
        begin = [w.detach().clone() for w in net.parameters()]
        begin_norms = [torch.linalg.vector_norm(w) for w in begin]
        optimizer = torch.optim.SGD(net.parameters(), lr=work.numbers["rate"])
        curves = torch.empty(3, 1, epochs)
        for epoch in range(epochs):
            optimizer.zero_grad()
            loss = criterion(net(x), y)
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                curves[0, 0, epoch] = loss
                for layer, (w, start, norm) in enumerate(zip(net.parameters(), begin, begin_norms)):
                    curves[1 + layer, 0, epoch] = torch.linalg.vector_norm(w - start) / norm
        return dict(zip(("loss", "inHidChange", "hidOutChange"), curves))

    timed = max(1, epochs // 10)
    return lambda: timing.Form(
        lambda: train(epochs),
        lambda curves: curves,
        part=timed / epochs / members,
        timed=lambda: train(timed),
        note=f"{timed} epochs of one net timed and scaled",
    )


if __name__ == "__main__":
    timing.run(["torch"], setup)
