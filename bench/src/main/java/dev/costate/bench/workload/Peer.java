package dev.costate.bench.workload;

import java.util.Locale;

/// What Costate is compared with; each is a Python program in `bench/peers/`.
public enum Peer {
    /// JAX: `jit(vmap(scan))` and its like, the best form we know.
    JAX("JAX", "jax_peer.py"),
    /// PyTorch: eager, all members in batched operations where that is faster.
    TORCH("PyTorch", "torch_peer.py"),
    /// PyTorch as one writes it at first: eager, one net after the other.
    TORCH_LOOP("PyTorch, net by net", "torch_loop_peer.py"),
    /// NumPy, without a Python loop over elements.
    NUMPY("NumPy", "numpy_peer.py"),
    /// SciPy.
    SCIPY("SciPy", "scipy_peer.py"),
    /// word2vec's own program in C, found by the environment variable `WORD2VEC`.
    WORD2VEC("word2vec", "word2vec_peer.py"),
    /// The seed document's own code.
    DOCUMENT("the document", "document_peer.py");

    private final String title;
    private final String script;

    Peer(String title, String script) {
        this.title = title;
        this.script = script;
    }

    /// The name in tables.
    public String title() {
        return title;
    }

    /// The name in files: `jax`, `torch-loop`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The file of its program.
    public String script() {
        return script;
    }
}
