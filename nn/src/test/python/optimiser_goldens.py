"""Writes optimisers.json: where torch.optim's optimisers are after 200 steps, in float64, on three problems, and the
learning rates of its schedules.

    python optimiser_goldens.py > ../resources/goldens/optimisers.json

with PyTorch 2.13. The problems are those of OptimisersTest.java.
"""

import json
import math

import torch

torch.set_default_dtype(torch.float64)
STEPS = 200


def wave(n, start):
    return [math.sin(start + 1.7 * i) for i in range(n)]


def rosenbrock():
    p = {"x": torch.tensor([-1.2, 1.0], requires_grad=True)}
    return p, lambda: (1 - p["x"][0]) ** 2 + 100 * (p["x"][1] - p["x"][0] ** 2) ** 2


def quadratic():
    p = {
        "a": torch.tensor(wave(3, 0.3), requires_grad=True),
        "b": torch.tensor(wave(4, 1.1)).reshape(2, 2).requires_grad_(),
    }

    def loss():
        a, b = p["a"], p["b"]
        scale = torch.tensor([1.0, 4.0, 9.0])
        return (scale * a * a).sum() / 2 + (b @ b.T).sum() / 2 + (b * b).sum() + a[0] * b[0, 1] - a.sum()

    return p, loss


def net():
    p = {
        "w1": torch.tensor(wave(8, 0.2)).reshape(2, 4).requires_grad_(),
        "b1": torch.tensor(wave(4, 0.9), requires_grad=True),
        "w2": torch.tensor(wave(4, 2.3)).reshape(4, 1).requires_grad_(),
        "b2": torch.tensor(wave(1, 0.1), requires_grad=True),
    }
    x = torch.tensor(wave(16, 0.5)).reshape(8, 2)
    y = torch.tensor(wave(8, 4.0)).reshape(8, 1)
    return p, lambda: ((torch.tanh(x @ p["w1"] + p["b1"]) @ p["w2"] + p["b2"] - y) ** 2).mean()


PROBLEMS = {"rosenbrock": rosenbrock, "quadratic": quadratic, "net": net}

# A rate for each problem, so that none diverges.
OPTIMISERS = {
    "sgd": lambda p, r: torch.optim.SGD(p, r),
    "momentum": lambda p, r: torch.optim.SGD(p, r, momentum=0.9),
    "dampened": lambda p, r: torch.optim.SGD(p, r, momentum=0.9, dampening=0.5),
    "nesterov": lambda p, r: torch.optim.SGD(p, r, momentum=0.9, nesterov=True),
    "decayed": lambda p, r: torch.optim.SGD(p, r, momentum=0.9, weight_decay=0.1),
    "adam": lambda p, r: torch.optim.Adam(p, 10 * r),
    "adamDecayed": lambda p, r: torch.optim.Adam(p, 10 * r, weight_decay=0.1),
    "amsgrad": lambda p, r: torch.optim.Adam(p, 10 * r, amsgrad=True),
    "adamW": lambda p, r: torch.optim.AdamW(p, 10 * r, weight_decay=0.1),
    "nAdam": lambda p, r: torch.optim.NAdam(p, 10 * r),
    "rAdam": lambda p, r: torch.optim.RAdam(p, 10 * r),
    "rmsProp": lambda p, r: torch.optim.RMSprop(p, r),
    "rmsPropCentred": lambda p, r: torch.optim.RMSprop(p, r, centered=True, momentum=0.5),
    "adagrad": lambda p, r: torch.optim.Adagrad(p, 10 * r),
    "adadelta": lambda p, r: torch.optim.Adadelta(p, 300 * r),
    "rprop": lambda p, r: torch.optim.Rprop(p, 10 * r),
}
RATES = {"rosenbrock": 1e-4, "quadratic": 1e-3, "net": 1e-3}


def train(make, problem):
    parameters, loss = PROBLEMS[problem]()
    optimiser = make(list(parameters.values()), RATES[problem])
    for _ in range(STEPS):
        optimiser.zero_grad()
        loss().backward()
        optimiser.step()
    return {name: p.detach().reshape(-1).tolist() for name, p in parameters.items()}


def rates(make, steps):
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.3)
    schedule = make(optimiser)
    values = []
    for _ in range(steps):
        values.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step()
    return values


lr = torch.optim.lr_scheduler
SCHEDULES = {
    "constant": rates(lambda o: lr.LambdaLR(o, lambda _: 1.0), 30),
    "step": rates(lambda o: lr.StepLR(o, 7, 0.5), 30),
    "exponential": rates(lambda o: lr.ExponentialLR(o, 0.9), 30),
    "cosine": rates(lambda o: lr.CosineAnnealingLR(o, 30, 0.01), 30),
    "polynomial": rates(lambda o: lr.PolynomialLR(o, 25, 2.0), 30),
    "oneCycle": rates(lambda o: lr.OneCycleLR(o, 0.3, total_steps=30, cycle_momentum=False), 30),
    "piecewise": rates(lambda o: lr.MultiStepLR(o, [5, 12], 0.1), 30),
    "warmUp": rates(lambda o: lr.LinearLR(o, 0.1, 1.0, 10), 30),
}
print(
    json.dumps(
        {
            "optimisers": {
                name: {problem: train(make, problem) for problem in PROBLEMS} for name, make in OPTIMISERS.items()
            },
            "schedules": SCHEDULES,
        },
        indent=1,
    )
)
