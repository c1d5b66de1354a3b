using BioZooCte.Bridge.V1;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Segmentation;

using LibraryModelScore = BioZooCte.Ranking.ModelScore;
using LibraryPairScore = BioZooCte.Ranking.PairScore;
using LibraryRule = BioZooCte.Segmentation.ForegroundRule;
using LibraryStructure = BioZooCte.Ranking.StructureRanking;
using LibrarySweep = BioZooCte.Ranking.StrengthSweep;

namespace BioZooCte.Bridge.Mapping;

/// <summary>Rankings of the library as messages.</summary>
/// <param name="nameOf">The name that clients know a model by, from its source.</param>
internal sealed class RankingMapper(Func<string, string> nameOf)
{
    /// <summary>A finished ranking with all its evidence.</summary>
    public V1.Ranking ToMessage(RankingReport report)
    {
        V1.Ranking message = ToMessage(report.Ranking, withPairs: true);
        message.Options.Add(report.Options.ToDictionary(option => option.Name, option => option.Value?.ToJsonString() ?? "null"));
        message.Software.Add(report.Software.ToDictionary(software => software.Name, software => software.Version));
        return message;
    }

    /// <summary>A ranking.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="withPairs">Whether the score of each pair goes along.</param>
    public V1.Ranking ToMessage(ModelRanking ranking, bool withPairs)
    {
        V1.Ranking message = new()
        {
            Metric = ranking.Metric,
            Estimator = ranking.Estimator,
            HigherIsBetter = ranking.HigherIsBetter,
            IsPartial = ranking.IsPartial,
            Structures = { ranking.Structures.Select(ToMessage) },
            Models = { ranking.Models.Select(model => ToMessage(model, withPairs)) },
        };
        if (ranking.Sweep is LibrarySweep sweep)
        {
            message.Sweep = ToMessage(sweep);
        }

        return message;
    }

    /// <summary>The score of a pair.</summary>
    public static V1.PairScore ToMessage(LibraryPairScore pair)
    {
        V1.PairScore message = new()
        {
            Image = pair.Image,
            Perturbation = pair.Perturbation,
            Run = (uint)pair.Run,
            Reason = pair.Reason ?? "",
        };
        if (pair.Score is double score)
        {
            message.Score = score;
        }

        if (pair.Foreground is double foreground)
        {
            message.Foreground = foreground;
        }

        return message;
    }

    /// <summary>A pair's score, but for what no message says.</summary>
    public static LibraryPairScore ToPair(V1.PairScore message) => new(
        message.Image,
        message.Perturbation,
        (int)message.Run,
        message.HasScore ? message.Score : null,
        message.HasForeground ? message.Foreground : null,
        message.Reason.Length == 0 ? null : message.Reason);

    private static V1.StructureRanking ToMessage(LibraryStructure structure)
    {
        V1.StructureRanking message = new()
        {
            Name = structure.Name,
            Models = { structure.Models },
            Estimator = structure.Estimator,
            HigherIsBetter = structure.HigherIsBetter,
            Camps = { structure.Camps.Select(camp => new Camp { Models = { camp } }) },
            Flags = { structure.Flags },
        };
        if (structure.Firmness is double firmness)
        {
            message.Firmness = firmness;
        }

        return message;
    }

    private V1.ModelScore ToMessage(LibraryModelScore model, bool withPairs)
    {
        V1.ModelScore message = new()
        {
            Id = model.Id,
            Model = nameOf(model.Source),
            Sha256 = model.Sha256 ?? "",
            Structure = model.Structure ?? "",
            Interval = ToMessage(model.Interval),
            EstimatedF1Interval = ToMessage(model.EstimatedF1Interval),
            Images = (uint)model.Images,
            Scored = (uint)model.Scored,
            Empty = (uint)model.Empty,
            Failed = (uint)model.Failed,
            Flags = { model.Flags },
            Error = model.Error ?? "",
            Classes = { model.Classes.Select(ToMessage) },
        };
        AddScores(message, model);
        if (model.ForegroundRule is LibraryRule rule)
        {
            message.ForegroundRule = ToMessage(rule);
        }

        if (withPairs)
        {
            message.Pairs.Add(model.PerImage.Select(ToMessage));
        }

        return message;
    }

    private static void AddScores(V1.ModelScore message, LibraryModelScore model)
    {
        if (model.Rank is int rank)
        {
            message.Rank = (uint)rank;
        }

        if (model.Score is double score)
        {
            message.Score = score;
        }

        if (model.Cte is double cte)
        {
            message.Cte = cte;
        }

        if (model.Agreement is double agreement)
        {
            message.Agreement = agreement;
        }

        if (model.EstimatedF1 is double f1)
        {
            message.EstimatedF1 = f1;
        }

        if (model.VoteGroup is int vote)
        {
            message.VoteGroup = (uint)vote;
        }

        if (model.TieGroup is int tie)
        {
            message.TieGroup = (uint)tie;
        }

        if (model.Foreground is double foreground)
        {
            message.Foreground = foreground;
        }
    }

    private static Interval? ToMessage(ScoreInterval? interval) =>
        interval is ScoreInterval ends ? new Interval { Low = ends.Low, High = ends.High } : null;

    private static V1.ClassScore ToMessage(Ranking.ClassScore one)
    {
        V1.ClassScore message = new() { Name = one.Name };
        if (one.Score is double score)
        {
            message.Score = score;
        }

        return message;
    }

    private static V1.ForegroundRule ToMessage(LibraryRule rule)
    {
        V1.ForegroundRule message = new()
        {
            Output = rule.OutputId,
            OutputIndex = (uint)rule.OutputIndex,
            Values = rule.Values.Name(),
            ChannelName = rule.ChannelName ?? "",
            Activation = rule.Activation ?? "",
            Reason = rule.Reason,
            Classes =
            {
                rule.Classes.Select(one => new V1.ForegroundClass { Channel = (uint)one.Channel, Name = one.Name }),
            },
        };
        if (rule.Channel is int channel)
        {
            message.Channel = (uint)channel;
        }

        if (rule.BackgroundChannel is int background)
        {
            message.BackgroundChannel = (uint)background;
        }

        return message;
    }

    private static V1.StrengthSweep ToMessage(LibrarySweep sweep)
    {
        V1.StrengthSweep message = new() { Name = sweep.Name, Recommended = sweep.Recommended };
        foreach (Ranking.SweptStrength strength in sweep.Strengths)
        {
            V1.SweptStrength swept = new()
            {
                Perturbation = strength.Perturbation,
                Strength = strength.Strength,
                PairsToldApart = (uint)strength.PairsToldApart,
                Pairs = (uint)strength.Pairs,
                IsCollapsed = strength.IsCollapsed,
            };
            foreach ((string id, double? score) in strength.Scores)
            {
                if (score is double value)
                {
                    swept.Scores.Add(id, value);
                }
            }

            if (strength.Median is double median)
            {
                swept.Median = median;
            }

            message.Strengths.Add(swept);
        }

        return message;
    }
}
