using System.Numerics.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Each <see cref="ArithmeticOperator"/> over spans, in place.</summary>
internal static class ArithmeticKernel
{
    /// <summary>Every element with the same operand.</summary>
    public static void Apply(ArithmeticOperator operation, Span<double> x, double operand)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add: TensorPrimitives.Add(x, operand, x); break;
            case ArithmeticOperator.Subtract: TensorPrimitives.Subtract(x, operand, x); break;
            case ArithmeticOperator.Multiply: TensorPrimitives.Multiply(x, operand, x); break;
            case ArithmeticOperator.Divide: TensorPrimitives.Divide(x, operand, x); break;
            case ArithmeticOperator.Maximum: TensorPrimitives.Max(x, operand, x); break;
            case ArithmeticOperator.Minimum: TensorPrimitives.Min(x, operand, x); break;
            case ArithmeticOperator.MaximumNumber: TensorPrimitives.MaxNumber(x, operand, x); break;
            case ArithmeticOperator.MinimumNumber: TensorPrimitives.MinNumber(x, operand, x); break;
            case ArithmeticOperator.GreaterThan:
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = x[i] > operand ? 1 : 0;
                }

                break;
            default: throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }
    }

    /// <summary>Every element with its own operand.</summary>
    public static void Apply(ArithmeticOperator operation, Span<double> x, ReadOnlySpan<double> operands)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add: TensorPrimitives.Add(x, operands, x); break;
            case ArithmeticOperator.Subtract: TensorPrimitives.Subtract(x, operands, x); break;
            case ArithmeticOperator.Multiply: TensorPrimitives.Multiply(x, operands, x); break;
            case ArithmeticOperator.Divide: TensorPrimitives.Divide(x, operands, x); break;
            case ArithmeticOperator.Maximum: TensorPrimitives.Max(x, operands, x); break;
            case ArithmeticOperator.Minimum: TensorPrimitives.Min(x, operands, x); break;
            case ArithmeticOperator.MaximumNumber: TensorPrimitives.MaxNumber(x, operands, x); break;
            case ArithmeticOperator.MinimumNumber: TensorPrimitives.MinNumber(x, operands, x); break;
            case ArithmeticOperator.GreaterThan:
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = x[i] > operands[i] ? 1 : 0;
                }

                break;
            default: throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }
    }
}
