using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Ranking;

namespace BioZooCte.Results;

/// <summary>Says what is wrong with what a store keeps, a sentence without its end; null for nothing.</summary>
internal static class StoredCheck
{
    private const string SampleOption = "agreement-sample=";

    /// <summary>Of counts: whether they can be read, and add up to the totals beside them.</summary>
    public static string? OfPair(StoredPair pair) => Problem(() =>
    {
        (ImmutableArray<PairCounts> blocks, ImmutableArray<PairCounts> classes) = CountsCodec.Decode(pair.Counts);
        PairCounts sum = new PairEvidence(pair.Perturbation, pair.Run, blocks, classes).Total;
        return Totals(sum) == Totals(pair.Total)
            ? null
            : $"its counts add up to {Totals(sum)}, the totals beside them are {Totals(pair.Total)}";
    });

    /// <summary>Of votes: whether they can be read, and are as many as were asked for.</summary>
    public static string? OfSample(StoredSample sample, ModelQuestion question, ImageIdentity image) => Problem(() =>
    {
        using VoteStore votes = new();
        VotesCodec.Decode(sample.Votes, seed: 0, image.Name, SampleOf(question), votes);
        return null;
    });

    /// <summary>Of a tile: whether it can be read.</summary>
    public static string? OfTile(StoredTile tile) => Problem(() =>
    {
        if (tile.Perturbation.Length == 0)
        {
            VotesCodec.DecodeTile(tile.Data);
        }
        else
        {
            CountsCodec.DecodeTile(tile.Data);
        }

        return null;
    });

    /// <summary>Of a remark: whether it can be read.</summary>
    public static string? OfRemark(string kind, string text) => Problem(() =>
    {
        if (kind == RemarkText.RangeKind)
        {
            RemarkText.ToRange(text);
        }
        else if (kind.StartsWith(RemarkText.RefusalKind, StringComparison.Ordinal))
        {
            RemarkText.ToRefusal(text);
        }

        return null;
    });

    /// <summary>Whether two mean the same: compressed by other versions, equal bytes differ.</summary>
    public static bool AreSame(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other)
    {
        if (one.Span.SequenceEqual(other.Span))
        {
            return true;
        }

        try
        {
            return PackedBytes.Unpack(one).Span.SequenceEqual(PackedBytes.Unpack(other).Span);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static (long Pixels, long Unperturbed, long Perturbed, long Intersection) Totals(PairCounts counts) =>
        (counts.Pixels, counts.Unperturbed, counts.Perturbed, counts.Intersection);

    /// <summary>At how many positions models are compared; null for every pixel.</summary>
    private static int? SampleOf(ModelQuestion question)
    {
        string? text = question.Options.Split(' ')
            .FirstOrDefault(part => part.StartsWith(SampleOption, StringComparison.Ordinal))?[SampleOption.Length..];
        return text switch
        {
            null => throw new InvalidDataException("The options do not say how many votes there are."),
            "all" => null,
            _ => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture),
        };
    }

    private static string? Problem(Func<string?> look)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException
            or OverflowException or JsonException)
        {
            return e.Message.TrimEnd('.');
        }
    }
}
