using BioZooCte.Models.Processing;

namespace BioZooCte.Results;

/// <summary>Statistics over a data set that a step of a model asks for.</summary>
/// <param name="Index">The place of what is asked for among all that the model's steps ask for.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="Found">What was found; null where no sample had the tensor.</param>
internal sealed record SurveyedTensor(int Index, StatisticsRequest Request, GroupStatistics? Found)
{
    /// <summary>Whether it is what a model's step asks for.</summary>
    public bool Answers(StatisticsRequest asked) =>
        Request.IsOverTheSame(asked) && Request.Percentiles.AsSpan().SequenceEqual(asked.Percentiles.AsSpan());
}
