namespace BioZooCte.Models.Processing;

/// <summary>What is done to an element x with the operand v of its position.</summary>
internal enum ArithmeticOperator
{
    /// <summary>x + v.</summary>
    Add,

    /// <summary>x − v.</summary>
    Subtract,

    /// <summary>x · v.</summary>
    Multiply,

    /// <summary>x / v.</summary>
    Divide,

    /// <summary>The greater; NaN stays NaN.</summary>
    Maximum,

    /// <summary>The lesser; NaN stays NaN.</summary>
    Minimum,

    /// <summary>The greater; NaN becomes v.</summary>
    MaximumNumber,

    /// <summary>The lesser; NaN becomes v.</summary>
    MinimumNumber,

    /// <summary>1 where x &gt; v, else 0.</summary>
    GreaterThan,
}
