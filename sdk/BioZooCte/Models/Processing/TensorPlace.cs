using BioZooCte.Packages.Description;

namespace BioZooCte.Models.Processing;

/// <summary>A tensor of a model description, and where it stands in it.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="IsOutput">Whether it is an output, and not an input.</param>
/// <param name="Position">Its position among the inputs or outputs.</param>
internal readonly record struct TensorPlace(TensorDescription Tensor, bool IsOutput, int Position)
{
    /// <summary>All tensors of a model, inputs first.</summary>
    public static IEnumerable<TensorPlace> Of(ModelDescription model) =>
    [
        .. model.Inputs.Select((tensor, i) => new TensorPlace(tensor, false, i)),
        .. model.Outputs.Select((tensor, i) => new TensorPlace(tensor, true, i)),
    ];

    /// <summary>The stated steps with their places.</summary>
    public IEnumerable<StatedStep> Steps()
    {
        string chain = IsOutput ? $"outputs[{Position}].postprocessing" : $"inputs[{Position}].preprocessing";
        return Tensor.Processing.Select((step, i) => new StatedStep(step, $"{chain}[{i}].{step.Name}"));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(IsOutput ? "outputs" : "inputs")}[{Position}]";
}
