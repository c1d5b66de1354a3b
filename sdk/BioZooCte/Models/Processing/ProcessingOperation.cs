using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// What a step comes down to when it runs; one of the cases nested here. All but <see cref="Softmax"/> and
/// <see cref="Instances"/> change each element by itself.
/// </summary>
internal abstract record ProcessingOperation
{
    private ProcessingOperation()
    {
    }

    /// <summary>Arithmetic with an operand that varies along some axes, or along none.</summary>
    /// <param name="Operator">What is done.</param>
    /// <param name="Operand">
    /// The operand for a sample's statistics: float64, over the axes along which it varies, in any order.
    /// </param>
    /// <param name="Place">The step's place, for messages.</param>
    public sealed record Arithmetic(
        ArithmeticOperator Operator, Func<ProcessingStatistics, AxisTensor> Operand, string Place)
        : ProcessingOperation;

    /// <summary>1 / (1 + e^−x).</summary>
    public sealed record Sigmoid : ProcessingOperation;

    /// <summary>e^(x − max) / Σ e^(x − max) along an axis.</summary>
    /// <param name="AxisId">The axis.</param>
    public sealed record Softmax(string AxisId) : ProcessingOperation;

    /// <summary>Labels of instances, made of the whole tensor.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Place">Its place, for messages.</param>
    public sealed record Instances(ProcessingDescription Step, string Place) : ProcessingOperation;

    /// <summary>A cast.</summary>
    /// <param name="Type">The type cast to.</param>
    public sealed record Cast(ElementType Type) : ProcessingOperation;
}
