using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Models;

namespace BioZooCte.Segmentation;

/// <summary>Finds the output and channel that the user names: CHANNEL, OUTPUT or OUTPUT:CHANNEL.</summary>
internal static class RequestedForeground
{
    /// <summary>The place of that name.</summary>
    /// <param name="modelId">The model, for messages.</param>
    /// <param name="outputs">The outputs that could hold the foreground.</param>
    /// <param name="usual">The output taken where none is named.</param>
    /// <param name="text">What the user says.</param>
    /// <exception cref="UnsupportedModelException">Nothing, or more than one thing, has that name.</exception>
    public static ForegroundPlace Find(
        string modelId, ImmutableArray<OutputCandidate> outputs, OutputCandidate usual, string text)
    {
        ImmutableArray<OutputCandidate> named = [.. outputs.Where(o => IndexOf(o, text) >= 0)];
        if (named.Length == 1 || named.Contains(usual))
        {
            OutputCandidate output = named.Length == 1 ? named[0] : usual;
            return Asked(output, IndexOf(output, text), text);
        }

        if (named.Length > 1)
        {
            throw new UnsupportedModelException(
                modelId,
                $"several outputs have a channel '{text}' ({string.Join("; ", named)});"
                + " expected OUTPUT:CHANNEL");
        }

        if (outputs.FirstOrDefault(o => IsSame(o.Output.Id, text)) is { } whole)
        {
            return new ForegroundPlace(whole, null, $"Output '{whole.Output.Id}', as asked for.");
        }

        if (TryPosition(usual, text, out int position))
        {
            return Asked(usual, position, text);
        }

        int colon = text.LastIndexOf(':');
        if (colon > 0 && outputs.FirstOrDefault(o => IsSame(o.Output.Id, text[..colon])) is { } stated)
        {
            string channel = text[(colon + 1)..];
            int index = IndexOf(stated, channel);
            if (index >= 0 || TryPosition(stated, channel, out index))
            {
                return Asked(stated, index, text);
            }
        }

        throw new UnsupportedModelException(
            modelId,
            $"foreground '{text}' is no output or channel of it;"
            + $" expected one of: {string.Join("; ", outputs)}");
    }

    private static ForegroundPlace Asked(OutputCandidate output, int channel, string text) =>
        new(output, channel, $"As asked for: '{text}'.");

    private static int IndexOf(OutputCandidate output, string channelName)
    {
        for (int i = 0; i < output.ChannelNames.Length; i++)
        {
            if (IsSame(output.ChannelNames[i], channelName))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryPosition(OutputCandidate output, string text, out int position) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position)
        && (output.ChannelCount is not int count || position < count);

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
