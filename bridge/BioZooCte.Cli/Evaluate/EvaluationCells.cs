using System.Globalization;

using BioZooCte.Evaluation.Targets;

using Spectre.Console;

namespace BioZooCte.Cli.Evaluate;

/// <summary>What stands in the cells of evaluations' tables.</summary>
internal static class EvaluationCells
{
    private const string None = "–";
    private const double Smallest = 0.0005;
    private const double Rounding = 1e-12;

    /// <summary>A table without a frame.</summary>
    public static Table Table() => new() { Border = TableBorder.Simple };

    /// <summary>A column of words.</summary>
    public static TableColumn Left(string header) => new TableColumn(new Text(header)).Padding(0, 0, 2, 0);

    /// <summary>A column of numbers.</summary>
    public static TableColumn Right(string header) => Left(header).Alignment(Justify.Right);

    /// <summary>A number, or that there is none; one that three decimals would make 0 by its power of ten.</summary>
    public static string Number(double? value) => value is not double number || !double.IsFinite(number)
        ? None
        : number.ToString(Math.Abs(number) is > Rounding and < Smallest ? "0.0e-0" : "0.000", CultureInfo.InvariantCulture);

    /// <summary>A mean and its deviation.</summary>
    public static string Mean(TargetMean mean) => mean.Mean is null ? None
        : mean.Deviation is null ? Number(mean.Mean)
        : $"{Number(mean.Mean)} ± {Number(mean.Deviation)}";

    /// <summary>A measure's short name.</summary>
    public static string NameOf(PerformanceMeasure measure) =>
        measure == PerformanceMeasure.MeanAveragePrecision ? "mAP" : "F1";

    /// <summary>The names of those over all perturbations without their list, which the text has.</summary>
    public static string Short(string estimator) =>
        estimator.Split(' ') is ["cte" or "combined", ..] words ? words[0] : estimator;
}
