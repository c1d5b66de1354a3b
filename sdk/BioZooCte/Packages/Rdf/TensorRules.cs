using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Rules that hold among tensors: identifiers, and references of processing steps. In format 0.5 an output
/// may have the identifier of an input (published models do), and a reference then means the input.
/// </summary>
internal static class TensorRules
{
    /// <summary>Adds a problem for each rule that is broken.</summary>
    public static void Check(
        RdfField root,
        ImmutableArray<InputDescription> inputs,
        ImmutableArray<OutputDescription> outputs,
        bool isFormat04)
    {
        HashSet<string> ids = [];
        CheckIds(root["inputs"], inputs, ids);
        CheckIds(root["outputs"], outputs, isFormat04 ? ids : []);
        CheckProcessing(root["inputs"], "preprocessing", inputs, inputs, isFormat04);
        CheckProcessing(root["outputs"], "postprocessing", outputs, inputs, mayNotBeItself: false);
    }

    private static void CheckIds(RdfField list, IEnumerable<TensorDescription> tensors, HashSet<string> ids)
    {
        int i = 0;
        foreach (TensorDescription tensor in tensors)
        {
            if (!ids.Add(tensor.Id))
            {
                RdfField place = list[i]["name"].IsAbsent ? list[i]["id"] : list[i]["name"];
                place.Fail($"'{tensor.Id}', a duplicate tensor name", "a name that no other tensor has");
            }

            i++;
        }
    }

    private static void CheckProcessing(
        RdfField list,
        string key,
        IEnumerable<TensorDescription> tensors,
        ImmutableArray<InputDescription> inputs,
        bool mayNotBeItself)
    {
        int i = 0;
        foreach (TensorDescription tensor in tensors)
        {
            for (int j = 0; j < tensor.Processing.Length; j++)
            {
                string? reference = tensor.Processing[j] switch
                {
                    ProcessingDescription.ScaleRange step => step.ReferenceTensorId,
                    ProcessingDescription.ScaleMeanVariance step => step.ReferenceTensorId,
                    _ => null,
                };
                string[] allowed =
                    [.. inputs.Select(t => t.Id).Where(id => !mayNotBeItself || id != tensor.Id)];
                if (reference is not null && !allowed.Contains(reference))
                {
                    list[i][key][j]["kwargs"]["reference_tensor"].Fail(
                        $"'{reference}'", $"an input tensor: {string.Join(", ", allowed)}");
                }
            }

            i++;
        }
    }
}
