"""Writes minimisers.json: the way of torch.optim.LBFGS on the three problems of optimiser_goldens.py, in float64, with
and without a line search.

    python minimiser_goldens.py > ../resources/goldens/minimisers.json

with PyTorch 2.13. Of every iterate there are the parameters, the loss, how often it was evaluated, and the spread: how far
off the parameters and the loss are if the start is moved by one unit in the last place, the largest of several such ways.
Where the way amplifies such differences no other program, which rounds elsewhere, can be closer than that; beyond 1e-6 it
says nothing more and is cut off.
"""

import io
import json
import math
import random
from contextlib import redirect_stdout

import torch

with redirect_stdout(io.StringIO()):
    from optimiser_goldens import PROBLEMS

CASES = {
    "wolfe": {"line_search_fn": "strong_wolfe", "history_size": 10},
    "short": {"line_search_fn": "strong_wolfe", "history_size": 3, "lr": 0.02},
    "plain": {"history_size": 10},
}
MOST = 200
NUDGES = 6
CUT = 1e-6


def after(problem, case, iterations, nudge):
    parameters, loss = PROBLEMS[problem]()
    noise = random.Random(nudge)
    with torch.no_grad():
        for p in parameters.values():
            for i in range(p.numel()):
                flat = p.view(-1)
                towards = noise.choice([-math.inf, flat[i].item(), math.inf]) if nudge else flat[i].item()
                flat[i] = math.nextafter(flat[i].item(), towards)
    optimiser = torch.optim.LBFGS(
        list(parameters.values()), **CASES[case], max_iter=iterations, max_eval=10**6, tolerance_grad=1e-7
    )

    def closure():
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(closure)
    state = optimiser.state[optimiser._params[0]]
    flat = [x for p in parameters.values() for x in p.detach().reshape(-1).tolist()]
    return flat, loss().item(), state["n_iter"], state["func_evals"]


def path(problem, case):
    steps = []
    for k in range(1, MOST + 1):
        at, value, iterations, evaluations = after(problem, case, k, 0)
        if iterations < k:
            break
        others = [after(problem, case, k, nudge) for nudge in range(1, NUDGES + 1)]
        spread = max(abs(a - b) for other in others for a, b in zip(at, other[0]))
        if spread > CUT:
            break
        # Without a search PyTorch leaves out the evaluation after its last step; here every iterate has been evaluated.
        if "line_search_fn" not in CASES[case] and (not steps or at != steps[-1]["at"]):
            evaluations = k + 1
        steps.append(
            {
                "at": at,
                "value": value,
                "evaluations": evaluations,
                "spread": float("%.1e" % spread),
                "spreadOfValue": float("%.1e" % max(abs(value - other[1]) for other in others)),
            }
        )
    return steps


print("{")
for i, case in enumerate(CASES):
    print(' "%s": {' % case)
    for j, problem in enumerate(PROBLEMS):
        print('  "%s": [' % problem)
        print(",\n".join("   " + json.dumps(step) for step in path(problem, case)))
        print("  ]" + ("," if j + 1 < len(PROBLEMS) else ""))
    print(" }" + ("," if i + 1 < len(CASES) else ""))
print("}")
