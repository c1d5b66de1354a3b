using System.Collections.Immutable;
using System.Globalization;

namespace BioZooCte.Segmentation;

/// <summary>The channel of an output that is the foreground, or the classes that it is pooled from.</summary>
/// <param name="Channel">The channel; null where there is no such axis, or the foreground is pooled.</param>
/// <param name="Reason">Why, as a sentence; empty where there is nothing to choose.</param>
internal sealed record ForegroundChannel(int? Channel, string Reason)
{
    /// <summary>The background's channel where the foreground is pooled from all others.</summary>
    public int? Background { get; private init; }

    /// <summary>The channels it is pooled from.</summary>
    public ImmutableArray<ForegroundClass> Classes { get; private init; } = [];

    /// <summary>Whether nothing names it.</summary>
    public bool IsGuess { get; private init; }

    /// <summary>Chooses a channel.</summary>
    /// <param name="place">The output, and the channel where the user names one.</param>
    /// <param name="areClasses">Whether the channels are probabilities of classes that sum to 1.</param>
    /// <returns>Null where all channels say that they are something else.</returns>
    public static ForegroundChannel? Of(ForegroundPlace place, bool areClasses)
    {
        OutputCandidate output = place.Output;
        if (place.Channel is int asked)
        {
            return new ForegroundChannel(output.HasChannels ? asked : null, "");
        }

        if (!output.HasChannels)
        {
            return new ForegroundChannel(null, "");
        }

        if (output.ChannelCount == 1)
        {
            string name = output.NameOf(0) is string only ? $", '{only}'" : "";
            return new ForegroundChannel(0, $"Its only channel{name}.");
        }

        return (areClasses ? Pooled(output) : null) ?? Named(output) ?? Guessed(output, areClasses);
    }

    private static ForegroundChannel? Pooled(OutputCandidate output)
    {
        int background = IndexOf(output.ChannelNames, ForegroundWords.SayBackground);
        return background < 0
            ? null
            : Pool(output, output.ChannelNames.Length, background, $"'{output.ChannelNames[background]}'");
    }

    private static ForegroundChannel? Named(OutputCandidate output)
    {
        int channel = IndexOf(output.ChannelNames, ForegroundWords.SayForeground);
        return channel < 0
            ? null
            : new ForegroundChannel(
                channel, $"Channel {channel}, '{output.ChannelNames[channel]}': its name says so.");
    }

    private static ForegroundChannel? Guessed(OutputCandidate output, bool areClasses)
    {
        bool isUnnamed = output.ChannelNames.All(IsNumber);
        if (areClasses && isUnnamed && output.ChannelCount is int count)
        {
            return Pool(output, count, 0, "channel 0, taken for the background because nothing names one")
                with
            { IsGuess = true };
        }

        int first = isUnnamed ? 0 : IndexOf(output.ChannelNames, name => !ForegroundWords.SayOther(name));
        return first < 0
            ? null
            : new ForegroundChannel(first, $"Channel {first} is a guess: no channel's name says foreground.")
            {
                IsGuess = true,
            };
    }

    private static ForegroundChannel Pool(OutputCandidate output, int count, int background, string what)
    {
        ImmutableArray<ForegroundClass> classes =
            [.. Enumerable.Range(0, count).Where(c => c != background).Select(c => new ForegroundClass(
                c, output.NameOf(c) ?? c.ToString(CultureInfo.InvariantCulture)))];
        return new ForegroundChannel(
            null, $"1 − p({what}), pooled from {string.Join(", ", classes.Select(c => $"'{c.Name}'"))}.")
        {
            Background = background,
            Classes = classes,
        };
    }

    /// <summary>Whether a name is but a number: <c>channel0</c>, <c>ch_1</c>, <c>c2</c>, <c>3</c>.</summary>
    public static bool IsNumber(string name)
    {
        ReadOnlySpan<char> word = name.AsSpan().TrimEnd("0123456789").TrimEnd("_- ");
        return word.Length < name.Length
            && (word.ToString().ToLowerInvariant() is "" or "channel" or "ch" or "c" or "class");
    }

    private static int IndexOf(ImmutableArray<string> names, Func<string, bool> condition)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (condition(names[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
