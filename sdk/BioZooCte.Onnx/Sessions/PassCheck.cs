using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Sessions;

/// <summary>Whether tensors fit a network, before the runtime sees them.</summary>
internal static class PassCheck
{
    /// <summary>Checks number, element types and sizes of the inputs.</summary>
    /// <exception cref="ModelRunException">One does not fit.</exception>
    public static void CheckInputs(string modelId, NetworkDescription network, IReadOnlyList<AxisTensor?> inputs)
    {
        CheckCount(modelId, "input", inputs.Count, network.Inputs.Length);
        for (int i = 0; i < inputs.Count; i++)
        {
            string place = $"input {i} ('{network.Inputs[i].Name}')";
            if (inputs[i] is AxisTensor tensor)
            {
                Check(modelId, place, network.Inputs[i], tensor);
            }
            else if (!network.Inputs[i].IsOptional)
            {
                throw new ModelRunException(modelId, $"{place} is missing; expected {Describe(network.Inputs[i])}");
            }
        }
    }

    /// <summary>Checks number, element types and sizes, as far as they are known, of tensors for the outputs.</summary>
    /// <exception cref="ModelRunException">One does not fit.</exception>
    public static void CheckOutputs(string modelId, NetworkDescription network, IReadOnlyList<AxisTensor?> outputs)
    {
        CheckCount(modelId, "output", outputs.Count, network.Outputs.Length);
        for (int i = 0; i < outputs.Count; i++)
        {
            if (outputs[i] is AxisTensor tensor)
            {
                Check(modelId, $"output {i} ('{network.Outputs[i].Name}')", network.Outputs[i], tensor);
            }
        }
    }

    /// <summary>Checks that there are identifiers for the axes of every output.</summary>
    /// <exception cref="ModelRunException">There are more or fewer.</exception>
    public static void CheckAxes(
        string modelId, NetworkDescription network, IReadOnlyList<IReadOnlyList<string>> outputAxes)
    {
        CheckCount(modelId, "output", outputAxes.Count, network.Outputs.Length);
    }

    /// <summary>The shape of an output that was given, before it is copied.</summary>
    /// <exception cref="ModelRunException">It has other dimensions, or more elements than a tensor holds.</exception>
    public static TensorShape ShapeOf(
        string modelId, NetworkDescription network, int index, long[] sizes, IReadOnlyList<string> axes)
    {
        NetworkTensor output = network.Outputs[index];
        string place = $"output {index} ('{output.Name}')";
        if (sizes.Length != axes.Count)
        {
            throw new ModelRunException(
                modelId,
                $"{place} has {sizes.Length} dimensions ({string.Join(" × ", sizes)}); expected the axes "
                    + string.Join(", ", axes));
        }

        double bytes = sizes.Aggregate((double)output.ElementType.SizeOf(), (product, size) => product * size);
        if (bytes > Array.MaxLength)
        {
            throw new ModelRunException(
                modelId,
                $"{place} is {output.ElementType.Name()}, {string.Join(" × ", sizes)}; expected at most "
                    + $"{Array.MaxLength} bytes: cut the image into smaller tiles (--tile)");
        }

        return new TensorShape(sizes.Select((size, i) => new TensorAxis(axes[i], (int)size)));
    }

    /// <summary>The tensor that a network takes or gives, such as <c>float32, 1 × 1 × any × any</c>.</summary>
    public static string Describe(NetworkTensor tensor) =>
        $"{tensor.ElementType.Name()}, {string.Join(" × ", tensor.Sizes.Select(s => s is null ? "any" : $"{s}"))}";

    private static void CheckCount(string modelId, string what, int found, int expected)
    {
        if (found != expected)
        {
            throw new ModelRunException(modelId, $"{found} {what}s were given; expected {expected}, one for each");
        }
    }

    private static void Check(string modelId, string place, NetworkTensor expected, AxisTensor tensor)
    {
        bool fits = tensor.ElementType == expected.ElementType
            && tensor.Shape.Count == expected.Sizes.Length
            && tensor.Count > 0;
        for (int i = 0; fits && i < tensor.Shape.Count; i++)
        {
            fits = expected.Sizes[i] is null || expected.Sizes[i] == tensor.Shape[i].Size;
        }

        if (!fits)
        {
            throw new ModelRunException(
                modelId, $"{place} is {tensor.ElementType.Name()}, {tensor.Shape}; expected {Describe(expected)}");
        }
    }
}
