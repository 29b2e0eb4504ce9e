package dev.costate.bench.measure;

import dev.costate.Tensor;
import dev.costate.bench.workload.Data;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file `manifest.json` of a folder: all that a contender has to know.
///
/// @param workload the workload's name
/// @param task the name by which the peers know the work
/// @param numbers counts and rates
/// @param tensors the data
/// @param pace how to time
/// @param threads how many threads to use
record Manifest(
        String workload, String task, Map<String, Double> numbers, List<TensorFile> tensors, Pace pace, int threads) {
    private static final String FILE = "manifest.json";

    /// Writes the data and the manifest into `folder`.
    static void write(Path folder, String workload, String task, Data data, Pace pace, int threads) {
        var files = new ArrayList<TensorFile>();
        data.tensors().forEach((name, tensor) -> files.add(TensorFiles.write(folder, "", name, tensor)));
        Json.write(folder.resolve(FILE), new Manifest(workload, task, data.numbers(), files, pace, threads));
    }

    /// Reads the manifest of `folder`.
    static Manifest read(Path folder) {
        return Json.read(folder.resolve(FILE), Manifest.class);
    }

    /// Reads the data from `folder`.
    Data data(Path folder) {
        var read = new LinkedHashMap<String, Tensor>();
        tensors.forEach(file -> read.put(file.name(), TensorFiles.read(folder, file)));
        return new Data(numbers, read);
    }
}
